package org.tallystick.app.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.app.NodeApp;
import org.tallystick.app.bench.HubProcess;
import org.tallystick.base.ChildJava;
import org.tallystick.base.Json;
import org.tallystick.feature.operator.OperatorRoom;
import org.tallystick.http.Role;
import org.tallystick.hub.CannotListen;
import org.tallystick.hub.HubLimits;
import org.tallystick.hub.HubSettings;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;
import org.tallystick.ledger.AccountStatus;
import org.tallystick.ledger.Operation;
import org.tallystick.node.Answer;
import org.tallystick.node.HubTransaction;
import org.tallystick.node.block.Frame;

/** What stands against a start is said, and leaves nothing open; TLS from a file. */
@ExtendWith(ChildJava.Shared.class)
class HubStartTest {

    private static final String PASSWORD = "certificate";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private NodeApp node() throws IOException {
        HubWorld.make(folder.resolve("hub"), List.of(new NewHub.Unit("HOUR", 2)));
        return opened();
    }

    private NodeApp opened() throws IOException {
        NodeApp.Opening opening = NodeApp.open(folder.resolve("hub"), null, HubWorld.machine());
        assertThat(opening).isInstanceOf(NodeApp.Opening.Opened.class);
        return ((NodeApp.Opening.Opened) opening).app();
    }

    private static Pid pid(String name) {
        return KeyPair.fromSeed(Sha256.of(name.getBytes(UTF_8))).pid();
    }

    private static HubApp start(NodeApp app, HubSettings settings) throws IOException {
        return HubApp.start(app, HubPlan.of(settings, "test"), HubWorld.machine());
    }

    private static HubPlan named(Pid admin) {
        return new HubPlan(HubSettings.loopback(0), Optional.empty(), Optional.empty(), Optional.of(admin), "test");
    }

    private static HubSettings at(String bind, int port, Optional<HubSettings.Tls> tls) {
        return new HubSettings(bind, port, Optional.empty(), tls, Set.of(), HubLimits.DEFAULT);
    }

    private static void refused(NodeApp app, HubSettings settings, CannotListen.Why why, String words) {
        assertThatThrownBy(() -> start(app, settings))
                .isInstanceOfSatisfying(
                        CannotListen.class, cannot -> assertThat(cannot.why()).isEqualTo(why))
                .hasMessageContaining(words);
    }

    @Test
    void whoCannotBeMadeAdminIsSaidAndWhatWasOpenedIsClosed() throws Exception {
        try (NodeApp app = node()) {
            KeyPair ada = KeyPair.fromSeed(Sha256.of("Ada".getBytes(UTF_8)));
            done(app, List.of(new Operation.OpenAccount(ada.pid(), AccountStatus.ACTIVE, ada.publicKey())), "ada");
            HubApp.start(app, named(ada.pid()), HubWorld.machine()).close();
            assertThatThrownBy(() -> HubApp.start(app, named(pid("Ben")), HubWorld.machine()))
                    .isInstanceOf(CannotServe.class)
                    .hasMessageContaining(pid("Ben").text());
            // The hub's own journal is free again, and who is ADMIN already may be named at every start.
            HubApp.start(app, named(ada.pid()), HubWorld.machine()).close();
        }
    }

    @Test
    void whatCannotBeListenedAtIsSaidAndTheNextStartWorks() throws Exception {
        try (NodeApp app = node();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    app,
                    HubSettings.loopback(taken.getLocalPort()),
                    CannotListen.Why.PORT_TAKEN,
                    "127.0.0.1:" + taken.getLocalPort());
            refused(app, at("192.0.2.1", 9999, Optional.empty()), CannotListen.Why.NO_ADDRESS, "192.0.2.1");
            try (HubApp serves = start(app, HubSettings.loopback(0))) {
                assertThat(serves.port()).isPositive();
            }
        }
    }

    @Test
    void theFirstWhoCanActBecomesAdminAlsoBehindManyWhoCannot() throws Exception {
        try (NodeApp app = node()) {
            List<Operation> imported = new ArrayList<>();
            for (int i = 0; i < 2_500; i++) {
                imported.add(new Operation.OpenAccount(
                        Pid.unclaimed(app.node().hub(), "mill " + i), AccountStatus.UNCLAIMED, null));
            }
            done(app, imported, "many");
            KeyPair ada = KeyPair.fromSeed(Sha256.of("Ada".getBytes(UTF_8)));
            done(app, List.of(new Operation.OpenAccount(ada.pid(), AccountStatus.ACTIVE, ada.publicKey())), "ada");
            try (HubApp serves = start(app, HubSettings.loopback(0))) {
                assertThat(serves.firstAdminCode()).isEmpty();
                assertThat(roles(app, ada.pid())).containsExactly(Role.ADMIN);
            }
        }
    }

    private static void done(NodeApp app, List<Operation> operations, String id) {
        Answer answer = app.node()
                .submitAlone(new HubTransaction(
                        new Frame("hub:import-" + id, "node.import", 1), List.of(), List.of(), operations))
                .join();
        assertThat(answer).isInstanceOf(Answer.Committed.class);
    }

    @Test
    void socketsAreToldThatTheHubGoes() throws Exception {
        HubWorld world = HubWorld.start(folder.resolve("world"));
        try (Ear ear = Ear.of(world.member("Ann"))) {
            world.client.connectionPool().evictAll();
            world.hub.close();
            assertThat(ear.next("closing").number("code")).isEqualTo(1001);
        } finally {
            world.close();
        }
    }

    @Test
    void aProcessServesAsItsCommandSaysAndEndsWithinSecondsAndWellWhenItIsToldTo(ChildJava java) throws Exception {
        KeyPair ada = KeyPair.fromSeed(Sha256.of("Ada".getBytes(UTF_8)));
        try (NodeApp app = node()) {
            done(app, List.of(new Operation.OpenAccount(ada.pid(), AccountStatus.ACTIVE, ada.publicKey())), "ada");
        }
        List<String> options = new ArrayList<>(java.optionsOfOne("hub"));
        options.add("-Xmx128m");
        HubProcess hub = HubProcess.start(
                folder.resolve("hub"),
                folder.resolve("log"),
                options,
                "--admin-pid",
                ada.pid().text(),
                "--cors-origin",
                "https://wallet.example");
        try {
            assertThat(allowedOrigin(hub, "https://wallet.example")).isEqualTo("https://wallet.example");
            assertThat(allowedOrigin(hub, "https://other.example")).isNull();
            assertThat(hub.process().toHandle().destroy()).isTrue();
            assertThat(hub.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(hub.process().exitValue())
                    .as(Files.readString(folder.resolve("log")))
                    .isZero();
        } finally {
            hub.kill();
        }
        try (NodeApp app = opened()) {
            assertThat(roles(app, ada.pid())).containsExactly(Role.ADMIN);
        }
    }

    private static @Nullable String allowedOrigin(HubProcess hub, String origin) throws IOException {
        OkHttpClient client = new OkHttpClient();
        try (Response response = client.newCall(new Request.Builder()
                        .url("http://127.0.0.1:" + hub.port() + "/api/v1/hub")
                        .header("Origin", origin)
                        .build())
                .execute()) {
            assertThat(response.code()).isEqualTo(200);
            return response.header("Access-Control-Allow-Origin");
        } finally {
            client.connectionPool().evictAll();
        }
    }

    private static Set<Role> roles(NodeApp app, Pid whose) {
        return app.node().query(view -> view.room(OperatorRoom.class).roles(whose));
    }

    private static HubSettings.Tls certificate(String password) throws Exception {
        Path file = certificates.resolve("hub.p12");
        if (!Files.exists(file)) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "hub",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD);
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
        }
        return new HubSettings.Tls(file, password.toCharArray());
    }

    private static OkHttpClient trusting() throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(Files.newInputStream(certificates.resolve("hub.p12")), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hub", own.getCertificate("hub"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new X509TrustManager[] {manager}, null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), manager)
                .retryOnConnectionFailure(false)
                .build();
    }

    private static Json.Obj data(OkHttpClient client, Request.Builder request) throws Exception {
        try (Response response = client.newCall(request.build()).execute()) {
            return Json.readObject(response.body().bytes()).object("data");
        }
    }

    private static String token(OkHttpClient client, String api, KeyPair who) throws Exception {
        String challenge = data(
                        client,
                        new Request.Builder()
                                .url(api + "/auth/challenge?pid=" + who.pid().text()))
                .text("challenge");
        Json.Obj login = Json.object()
                .put("pid", who.pid().text())
                .put("challenge", challenge)
                .put("signature", who.sign(challenge.getBytes(UTF_8)).text())
                .build();
        RequestBody body = RequestBody.create(CanonicalJson.text(login).getBytes(UTF_8), HubWorld.JSON);
        return data(client, new Request.Builder().url(api + "/auth/login").post(body))
                .text("access_token");
    }

    @Test
    void aHubWithACertificateIsReachedByHttpsAndWss() throws Exception {
        KeyPair ada = KeyPair.fromSeed(Sha256.of("Ada".getBytes(UTF_8)));
        try (NodeApp app = node();
                HubApp serves = start(app, at("127.0.0.1", 0, Optional.of(certificate(PASSWORD))))) {
            done(app, List.of(new Operation.OpenAccount(ada.pid(), AccountStatus.ACTIVE, ada.publicKey())), "ada");
            assertThat(serves.address()).isEqualTo(URI.create("https://127.0.0.1:" + serves.port()));
            OkHttpClient client = trusting();
            String api = serves.address() + "/api/v1";
            try (Response response = client.newCall(
                            new Request.Builder().url(api + "/hub").build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.handshake()).isNotNull();
                assertThat(response.body().string()).contains(app.node().hub().text());
            }
            BlockingQueue<String> frames = new LinkedBlockingQueue<>();
            WebSocket socket = client.newWebSocket(
                    new Request.Builder()
                            .url(api.replace("https:", "wss:") + "/ws?token=" + token(client, api, ada))
                            .build(),
                    new WebSocketListener() {
                        @Override
                        public void onMessage(WebSocket socket, String text) {
                            frames.add(text);
                        }
                    });
            assertThat(frames.poll(20, TimeUnit.SECONDS))
                    .contains("hello", ada.pid().text());
            socket.cancel();
            BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
            client.newWebSocket(
                    new Request.Builder()
                            .url(api.replace("https:", "wss:") + "/ws")
                            .build(),
                    new WebSocketListener() {
                        @Override
                        public void onFailure(WebSocket socket, Throwable failure, Response response) {
                            statuses.add(response == null ? -1 : response.code());
                        }
                    });
            assertThat(statuses.poll(20, TimeUnit.SECONDS)).as("no token").isEqualTo(401);
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
    }

    @Test
    void aCertificateThatDoesNotOpenIsSaidAtTheStart() throws Exception {
        try (NodeApp app = node()) {
            HubSettings.Tls right = certificate(PASSWORD);
            Path noFile = folder.resolve("none.p12");
            Path other = Files.writeString(folder.resolve("other.p12"), "not a certificate");
            for (HubSettings.Tls wrong : List.of(
                    certificate("wrong"),
                    new HubSettings.Tls(noFile, right.password()),
                    new HubSettings.Tls(other, right.password()))) {
                refused(
                        app,
                        at("127.0.0.1", 0, Optional.of(wrong)),
                        CannotListen.Why.CERTIFICATE,
                        wrong.file().toString());
            }
        }
    }
}
