#!/usr/bin/env bash
# reactor-netty-http 1.3.7: sendClose closes the connection as soon as the close frame is written. RFC 6455 has both sides say
# goodbye, the server close first, and a client wait a reasonable time for that. A client of Reactor Netty waits for neither: what the
# other side still says is lost, and a time limit for its answer limits nothing but the writing of what is queued before the goodbye.
# Seen: a server that reads and answers nothing gets the close frame and right behind it the end of the connection.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.7</version></dependency></dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Goodbye.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.*;
import java.util.concurrent.*;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketOutbound;

class Goodbye {
    public static void main(String[] args) throws Exception {
        ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CompletableFuture<Long> waited = new CompletableFuture<>();
        Thread server = new Thread(() -> {
            try (Socket socket = entrance.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                String key = "";
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key: ")) {
                        key = line.substring(19);
                    }
                }
                byte[] hash = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                int first = in.read();
                if ((first & 15) != 8) {
                    throw new IOException("no close frame: " + first);
                }
                long since = System.nanoTime();
                socket.setSoTimeout(10_000);
                while (in.read() >= 0) {}
                waited.complete((System.nanoTime() - since) / 1_000_000);
            } catch (Exception e) {
                waited.completeExceptionally(e);
            }
        });
        server.setDaemon(true);
        server.start();
        Connection client = HttpClient.newConnection().websocket()
                .uri("ws://127.0.0.1:" + entrance.getLocalPort() + "/").connect().cast(Connection.class).block();
        ((WebsocketOutbound) client.outbound()).sendClose(1000, "").block();
        long millis = waited.get(20, TimeUnit.SECONDS);
        System.out.println("from the close frame to the end of the connection, without an answer: " + millis + " ms");
        System.exit(millis < 2_000 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Goodbye.java 2>/dev/null
echo "as described"
