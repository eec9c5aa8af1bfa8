package org.tallystick.ui;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import jdk.jfr.FlightRecorder;
import org.tallystick.ui.theme.Theme;

/** The toolkit without a display, for tests: one for all of them, started by the first. */
public final class Headless {

    private static final long PATIENCE_SECONDS = 60;
    private static final int BYTES_A_PIXEL = 4;

    private static boolean started;

    private Headless() {}

    /** Starts the toolkit once, with the program's fonts. */
    public static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        // The toolkit records its pulses if the recorder is there before it starts.
        FlightRecorder.getFlightRecorder();
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Platform.startup(() -> ready.complete(null));
        get(ready);
        Platform.setImplicitExit(false);
        onFx(() -> {
            Theme.loadFonts();
            return null;
        });
    }

    /** Does something on the JavaFX thread and waits for it. */
    public static <T> T onFx(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return get(done);
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the JavaFX thread does not answer", e);
        }
    }

    /**
     * Lays something out in a scene of a size and writes it to {@code target/screens/NAME.png}. On the JavaFX thread.
     *
     * @param dark whether in the dark theme
     * @param percent of the type's size
     */
    public static Path render(Parent root, double width, double height, boolean dark, int percent, String name) {
        Scene scene = root.getScene() == null ? new Scene(root, width, height) : root.getScene();
        Theme.apply(scene, dark ? Theme.Mode.DARK : Theme.Mode.LIGHT, percent);
        root.resize(width, height);
        root.applyCss();
        root.layout();
        root.applyCss();
        root.layout();
        return picture(scene, name);
    }

    /** Writes what a scene shows now to {@code target/screens/NAME.png}. On the JavaFX thread. */
    public static Path picture(Scene scene, String name) {
        WritableImage image = scene.snapshot(null);
        Path file = Path.of("target", "screens", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, png(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static byte[] png(WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] pixels = new byte[width * height * BYTES_A_PIXEL];
        image.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getByteBgraInstance(), pixels, 0, width * BYTES_A_PIXEL);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // Hundreds are drawn; the small ones would cost most of the time that the tests of screens take.
        Deflater quick = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed, quick)) {
            byte[] row = new byte[1 + width * 3];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = (y * width + x) * BYTES_A_PIXEL;
                    row[1 + x * 3] = pixels[at + 2];
                    row[2 + x * 3] = pixels[at + 1];
                    row[3 + x * 3] = pixels[at];
                }
                deflater.write(row);
            }
        } finally {
            quick.end();
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.writeLong(0x89504E470D0A1A0AL);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) 2)
                        .array());
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
