package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page as somebody sees it. What it loads from elsewhere, and what it throws, fails {@link #close()}. */
final class Tab implements AutoCloseable {

    private static final double PATIENCE = 40_000;

    /** The mean of each channel, how colourful it is, and a sum that moves with the picture; null without one. */
    private static final String LOOK = """
            (which) => {
              const element = ['image', 'video'].map(kind => document.getElementById(`${which}-${kind}`)).find(e => !e.hidden);
              if (!element || !(element.naturalWidth || element.videoWidth)) return null;
              const canvas = new OffscreenCanvas(64, 36);
              const context = canvas.getContext('2d');
              context.drawImage(element, 0, 0, 64, 36);
              const { data } = context.getImageData(0, 0, 64, 36);
              let colour = 0, sum = 0;
              for (let at = 0; at < data.length; at += 4) {
                colour += Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
                sum = (sum * 31 + data[at] + data[at + 1] + data[at + 2]) % 1000003;
              }
              return { colour: colour / (data.length / 4), sum };
            }""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    private Tab(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    static Tab open(Browser browser, String url, int width, int height, boolean dark) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE);
        Tab tab = new Tab(context, context.newPage());
        tab.page.onPageError(tab.wrong::add);
        tab.page.onRequest(request -> tab.watch(request.url()));
        tab.page.onWebSocket(socket -> tab.watch(socket.url()));
        tab.page.navigate(url);
        tab.page.waitForSelector("body[data-ready=true]");
        return tab;
    }

    Page page() {
        return page;
    }

    void start() {
        page.click("#start");
        awaitState("generating");
    }

    void awaitState(String state) {
        page.waitForFunction("state => document.getElementById('state').dataset.state === state", state);
    }

    void prompt(String text) {
        page.fill("#prompt", text);
        page.press("#prompt", "Enter");
    }

    void awaitText(String selector, String text) {
        page.waitForFunction(
                "([selector, text]) => document.querySelector(selector).textContent.includes(text)",
                List.of(selector, text));
    }

    /** Waits until the picture has colour. */
    void awaitColour(String which) {
        page.waitForFunction("which => { const l = (" + LOOK + ")(which); return l && l.colour > 40; }", which);
    }

    /** Waits until the picture has none. */
    void awaitGrey(String which) {
        page.waitForFunction("which => { const l = (" + LOOK + ")(which); return l && l.colour < 8; }", which);
    }

    /** Waits until the picture is another one than now. */
    void awaitMoves(String which) {
        page.waitForFunction(
                "which => { const l = (" + LOOK
                        + ")(which); if (!l) return false; (window.seen ??= {})[which] ??= []; const s = window.seen[which];"
                        + " if (s.at(-1) !== l.sum) s.push(l.sum); if (s.length < 5) return false; delete window.seen[which]; return true; }",
                which);
    }

    /** Drops a file on an element. */
    void drop(String selector, String name, byte[] png) {
        page.evaluate("""
                ([selector, name, base64]) => {
                  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([bytes], name, { type: 'image/png' }));
                  const options = { dataTransfer, bubbles: true, cancelable: true };
                  for (const type of ['dragover', 'drop']) {
                    document.querySelector(selector).dispatchEvent(new DragEvent(type, options));
                  }
                }""", List.of(selector, name, Base64.getEncoder().encodeToString(png)));
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(System.getProperty("basedir", "")).resolve("target/screenshots/" + name + ".png")));
    }

    /** Closes the tab as its user does, without a word to the page. */
    void leave() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        assertThat(wrong).isEmpty();
    }

    private void watch(String url) {
        URI uri = URI.create(url);
        if (List.of("http", "https", "ws", "wss").contains(uri.getScheme()) && !"127.0.0.1".equals(uri.getHost())) {
            wrong.add("called another machine: " + url);
        }
    }
}
