package io.decart4j.websocket;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** The first that a process does with Reactor Netty is an opening on a thread that may not block; prints which threads load trust. */
final class FirstOpening {

    private static final Set<String> LOADING = ConcurrentHashMap.newKeySet();

    private FirstOpening() {}

    public static void main(String[] args) throws Exception {
        Provider recording = new Provider("recording", "1", "") {};
        recording.put(
                "TrustManagerFactory." + TrustManagerFactory.getDefaultAlgorithm(), RecordingTrust.class.getName());
        Security.insertProviderAt(recording, 1);
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Throwable error = Mono.defer(() -> new WebSocketOpener(HttpClient.newConnection(), 1024, null)
                        .open(URI.create("ws://127.0.0.1:" + nobody), null))
                .subscribeOn(Schedulers.parallel())
                .map(opened -> new IllegalStateException("somebody is there"))
                .cast(Throwable.class)
                .onErrorResume(Mono::just)
                .block(Duration.ofSeconds(20));
        System.out.println(error);
        System.out.println("trust was loaded by " + new TreeSet<>(LOADING));
    }

    /** Called by the JDK; trusts nobody. */
    public static final class RecordingTrust extends TrustManagerFactorySpi {

        public RecordingTrust() {}

        @Override
        protected void engineInit(KeyStore keys) {
            LOADING.add(Thread.currentThread().getName());
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            LOADING.add(Thread.currentThread().getName());
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return new TrustManager[0];
        }
    }
}
