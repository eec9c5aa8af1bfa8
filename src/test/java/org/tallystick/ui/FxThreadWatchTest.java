package org.tallystick.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
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

    /** The work is seen on the JavaFX thread, with who did it, and is nobody's business elsewhere. */
    private static void isSeen(String what, Callable<?> work) throws Exception {
        assertThat(seen(() -> null, work)).isEmpty();
        assertThat(seen(work, () -> null))
                .anySatisfy(
                        offence -> assertThat(offence).startsWith(what).contains(FxThreadWatchTest.class.getName()));
    }

    @Test
    void filesAreSeen() throws Exception {
        Path file = temp.resolve("file");
        isSeen("jdk.FileWrite", () -> Files.writeString(file, "something"));
        isSeen("jdk.FileRead", () -> Files.readString(file));
        isSeen("sun.nio.fs.UnixFileSystemProvider.readAttributes", () -> Files.size(file));
        isSeen("sun.nio.fs.UnixFileSystemProvider.newDirectoryStream", () -> {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(temp)) {
                return files.iterator().hasNext();
            }
        });
    }

    @Test
    void socketsAreSeen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            isSeen("sun.nio.ch.NioSocketImpl.connect", () -> {
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getOutputStream().write(1);
                }
                return null;
            });
        }
    }

    @Test
    void aDatabaseIsSeen() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:watched")) {
            isSeen("org.h2.jdbc.JdbcStatement.executeQuery", () -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select 1")) {
                    return rows.next();
                }
            });
        }
    }

    @Test
    void keyDerivationIsSeen() throws Exception {
        Mnemonic words = Mnemonic.generate(Randomness.seeded(1), Mnemonic.DEFAULT_WORDS);
        isSeen("javax.crypto.SecretKeyFactory.generateSecret", () -> words.seed(""));
        isSeen("org.bouncycastle.crypto.generators.Argon2BytesGenerator.generateBytes", () -> {
            KeyStore.create(
                            Files.createTempDirectory(temp, "keys").resolve("keys.json"),
                            "green heron".toCharArray(),
                            new KdfProfile(8, 1, 1),
                            Randomness.seeded(2))
                    .close();
            return null;
        });
    }

    @Test
    void waitingIsSeen() throws Exception {
        isSeen("jdk.ThreadPark", () -> new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS));
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
