package io.decart4j.studio;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Says where the page is. */
@Component
final class Greeting implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        log.info(
                "The studio is open: http://127.0.0.1:{}/", event.getWebServer().getPort());
    }
}
