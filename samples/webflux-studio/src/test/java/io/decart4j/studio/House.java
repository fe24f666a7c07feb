package io.decart4j.studio;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The studio at work, and a headless Chromium that looks at it. */
final class House implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
            // Loopback is not a network for WebRTC unless told so, and mDNS names are not resolved inside a container.
            "--allow-loopback-in-peer-connection",
            "--disable-features=WebRtcHideLocalIpsWithMdns",
            // Nothing leaves the machine: no name has an address.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    private final Leftovers before;
    private final ConfigurableApplicationContext context;
    private final Playwright playwright;
    private final Browser browser;

    private House(Leftovers before, ConfigurableApplicationContext context, Playwright playwright, Browser browser) {
        this.before = before;
        this.context = context;
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Whose browser can hold sessions: with the bundle of the official SDK, and rooms of a real livekit-server. */
    static House withRooms(Path sdk) throws IOException {
        House house = open(sdk, "--studio.livekit=start");
        String missing = house.context.getEnvironment().getProperty("studio.rooms-missing");
        if (missing == null) {
            return house;
        }
        house.close();
        throw Requirement.missing(missing, "DECART4J_REQUIRE_LIVEKIT");
    }

    /** With the bundle of the official SDK, or without, and with more options; without rooms. */
    static House open(@Nullable Path sdk, String... more) throws IOException {
        Path chromium = Requirement.program("chromium", "chromium-browser");
        // The JDK keeps a socket of its own from the first one on.
        SocketChannel.open().close();
        Leftovers before = Leftovers.snapshot();
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--studio.absence=2s"));
        arguments.addAll(List.of(more));
        if (!String.join(" ", more).contains("--studio.livekit=")) {
            arguments.add("--studio.livekit=none");
        }
        if (sdk != null) {
            arguments.add("--studio.sdk=" + sdk);
        }
        ConfigurableApplicationContext context = StudioApplication.application().run(arguments.toArray(String[]::new));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
        return new House(before, context, playwright, browser);
    }

    /** Bundles the official SDK as {@code bin/studio} does. */
    static Path bundle() throws IOException, InterruptedException {
        Requirement.program("node");
        Requirement.program("npm");
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Process process = new ProcessBuilder(module.resolve("bundle-sdk").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw Requirement.missing(said);
        }
        return module.resolve("target/sdk/bundle/sdk.js");
    }

    LocalDecartServer server() {
        return context.getBean(LocalDecartServer.class);
    }

    HeldSessions held() {
        return context.getBean(HeldSessions.class);
    }

    String url() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return "http://127.0.0.1:" + port + "/";
    }

    /** A tab of its own, as of another visitor. */
    Tab tab(int width, int height, boolean dark) {
        return Tab.open(browser, url(), width, height, dark);
    }

    /** Ends both; then threads, peer connections, frames and sockets have to be those of before. */
    @Override
    public void close() {
        playwright.close();
        context.close();
        before.assertNone();
    }
}
