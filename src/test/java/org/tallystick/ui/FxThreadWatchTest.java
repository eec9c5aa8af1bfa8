package org.tallystick.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Randomness;
import org.tallystick.identity.KdfProfile;
import org.tallystick.identity.KeyStore;
import org.tallystick.identity.Mnemonic;
import org.tallystick.ui.control.EmptyState;
import org.tallystick.ui.theme.Theme;

/** That the watch sees what it is there for, where it is done on the JavaFX thread, and only there. */
class FxThreadWatchTest {

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        Headless.start();
    }

    private static List<String> seen(Callable<?> onFx, Callable<?> elsewhere) throws Exception {
        FxThreadWatch watch = FxThreadWatch.begin();
        Headless.onFx(onFx);
        elsewhere.call();
        return watch.end().offences();
    }

    private void files() throws IOException {
        Path file = temp.resolve("file");
        Files.writeString(file, "something");
        assertThat(Files.readString(file)).hasSize((int) Files.size(file));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(temp)) {
            assertThat(files).isNotEmpty();
        }
    }

    private static void socket(ServerSocket server) throws IOException {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket other = server.accept()) {
            socket.getOutputStream().write(1);
            assertThat(other.getInputStream().read()).isEqualTo(1);
        }
    }

    private static void database(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private void keys() throws IOException {
        Mnemonic words = Mnemonic.generate(Randomness.seeded(1), Mnemonic.DEFAULT_WORDS);
        assertThat(words.seed("")).isNotEmpty();
        Path file = Files.createTempDirectory(temp, "keys").resolve("keys.json");
        KeyStore.create(file, "green heron".toCharArray(), new KdfProfile(8, 1, 1), Randomness.seeded(2))
                .close();
    }

    private static void waiting() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS)).isFalse();
    }

    /** All that may not be done on the JavaFX thread. */
    private Callable<?> work(ServerSocket server, Connection connection) {
        return () -> {
            files();
            socket(server);
            database(connection);
            keys();
            waiting();
            return null;
        };
    }

    @Test
    void whatMayBlockIsSeenOnTheJavaFxThreadAndOnlyThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                Connection connection = DriverManager.getConnection("jdbc:h2:mem:watched")) {
            assertThat(seen(() -> null, work(server, connection))).isEmpty();
            List<String> seen = seen(work(server, connection), () -> null);
            for (String each : List.of(
                    "jdk.FileWrite/files",
                    "jdk.FileRead/files",
                    "sun.nio.fs.UnixFileSystemProvider.readAttributes/files",
                    "sun.nio.fs.UnixFileSystemProvider.newDirectoryStream/files",
                    "sun.nio.ch.NioSocketImpl.connect/socket",
                    "jdk.SocketWrite/socket",
                    "jdk.SocketRead/socket",
                    "org.h2.jdbc.JdbcStatement.executeQuery/database",
                    "javax.crypto.SecretKeyFactory.generateSecret/keys",
                    "org.bouncycastle.crypto.generators.Argon2BytesGenerator.generateBytes/keys",
                    "jdk.FileForce/keys",
                    "jdk.ThreadPark/waiting")) {
                String what = each.substring(0, each.indexOf('/'));
                String who = FxThreadWatchTest.class.getName() + "." + each.substring(each.indexOf('/') + 1);
                assertThat(seen)
                        .as(each)
                        .anySatisfy(offence ->
                                assertThat(offence).startsWith(what + "\n").contains(who));
            }
        }
    }

    @Test
    void aLockThatIsHeldForAMomentIsNoOffence() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch wanted = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual().start(() -> {
            lock.lock();
            try {
                held.countDown();
                wanted.await();
                while (!lock.hasQueuedThreads()) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        });
        held.await();
        assertThat(seen(
                        () -> {
                            wanted.countDown();
                            lock.lock();
                            try {
                                return null;
                            } finally {
                                lock.unlock();
                            }
                        },
                        () -> null))
                .isEmpty();
        holder.join();
    }

    @Test
    void whatTheToolkitDoesForItselfIsNoOffence() throws Exception {
        FxThreadWatch watch = FxThreadWatch.begin();
        Stage stage = Headless.onFx(() -> {
            Scene scene = new Scene(new EmptyState("Nothing", "at all"), 300, 200);
            Theme.apply(scene, Theme.Mode.LIGHT, 100);
            Stage shown = new Stage();
            shown.setScene(scene);
            shown.show();
            return shown;
        });
        Keyboard keys = new Keyboard(stage.getScene());
        keys.untilShown("Nothing");
        keys.press(KeyCode.F1);
        Headless.onFx(() -> {
            stage.hide();
            return null;
        });
        FxThreadWatch.Report report = watch.end();
        assertThat(report.offences()).isEmpty();
        assertThat(report.pulses()).isNotEmpty();
        assertThat(report.inputs()).isNotEmpty();
    }
}
