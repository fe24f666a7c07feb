#!/usr/bin/env bash
# Reactor Netty 1.3.7: HttpClient.protocol(HTTP11), which only chooses a version of HTTP, loads the JVM's trust store and random numbers,
# which are files, in static initializers and on the thread that calls it, whether or not TLS is ever used. One would expect it to
# set a field. On an event loop it is a pause for all connections there; under BlockHound a BlockingOperationError out of such an
# initializer leaves classes that cannot be used for as long as the JVM lives, and whether that happens depends on how many
# milliseconds lie between two steps. HttpClient.create() itself loads nothing. Seen (JDK 17): trust managers are made by the thread
# "parallel-1" of a Mono, 100 ms and more pass, and the second call takes no time.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.7</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Chooses.java <<'JAVA'
import java.security.*;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.*;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

public class Chooses {
    static final Set<String> LOADING = ConcurrentHashMap.newKeySet();

    public static class Recording extends TrustManagerFactorySpi {
        protected void engineInit(KeyStore keys) { LOADING.add(Thread.currentThread().getName()); }
        protected void engineInit(ManagerFactoryParameters parameters) {}
        protected TrustManager[] engineGetTrustManagers() { return new TrustManager[0]; }
    }

    public static void main(String[] args) {
        Provider provider = new Provider("recording", "1", "") {};
        provider.put("TrustManagerFactory." + TrustManagerFactory.getDefaultAlgorithm(), Recording.class.getName());
        Security.insertProviderAt(provider, 1);
        HttpClient client = HttpClient.create();
        System.out.println("created: " + LOADING);
        for (String time : List.of("first", "second")) {
            long millis = Mono.fromCallable(() -> {
                long begun = System.nanoTime();
                client.protocol(HttpProtocol.HTTP11);
                return (System.nanoTime() - begun) / 1_000_000;
            }).subscribeOn(Schedulers.parallel()).block();
            System.out.println(time + " choice: " + LOADING + (millis > 5 ? " slow" : " at once"));
        }
    }
}
JAVA
javac -cp 'lib/*' -d . Chooses.java
java -cp 'lib/*:.' Chooses 2>/dev/null | tee out
grep -qx 'created: \[\]' out
grep -qx 'first choice: \[parallel-1\] slow' out
grep -qx 'second choice: \[parallel-1\] at once' out
echo "as described"
