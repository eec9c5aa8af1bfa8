package org.tallystick.ui.control;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.InvariantBroken;
import org.tallystick.ui.fx.Copy;

/** A text as QR, black on white in every theme, so that any camera reads it. Ctrl+C copies the text. */
public final class QrPanel extends StackPane {

    private static final int QUIET_MODULES = 4;
    private static final int MAX_LENGTH = 500;
    private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");

    private final Canvas canvas = new Canvas();
    private final Em em = new Em(this::draw);
    private final double ems;
    private @Nullable ByteMatrix modules;
    private String text = "";

    /**
     * An empty panel.
     *
     * @param ems how wide it is about; each module has a whole number of pixels
     */
    public QrPanel(double ems) {
        this.ems = ems;
        getStyleClass().add("ts-qr");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        getChildren().addAll(canvas, em);
        setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event) && !text.isEmpty()) {
                Copy.text(text);
                event.consume();
            }
        });
    }

    /**
     * Shows a text.
     *
     * @param now at most 500 characters, not empty
     * @param spoken how it is read aloud
     */
    public void setText(String now, String spoken) {
        setAccessibleText(spoken);
        if (!now.equals(text)) {
            text = now;
            modules = matrix(now.substring(0, Math.min(now.length(), MAX_LENGTH)));
            draw();
        }
    }

    private static ByteMatrix matrix(String text) {
        try {
            return Encoder.encode(
                            text,
                            ErrorCorrectionLevel.M,
                            Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name()))
                    .getMatrix();
        } catch (WriterException tooLong) {
            throw new InvariantBroken("500 characters fit into a QR code", tooLong);
        }
    }

    private void draw() {
        ByteMatrix shown = modules;
        if (shown == null) {
            return;
        }
        int wide = shown.getWidth() + 2 * QUIET_MODULES;
        double module = Math.max(2, Math.floor(em.of(ems) / wide));
        double side = module * wide;
        canvas.setWidth(side);
        canvas.setHeight(side);
        GraphicsContext brush = canvas.getGraphicsContext2D();
        brush.setFill(Color.WHITE);
        brush.fillRect(0, 0, side, side);
        brush.setFill(Color.BLACK);
        for (int y = 0; y < shown.getHeight(); y++) {
            for (int x = 0; x < shown.getWidth(); x++) {
                if (shown.get(x, y) == 1) {
                    brush.fillRect((x + QUIET_MODULES) * module, (y + QUIET_MODULES) * module, module, module);
                }
            }
        }
    }
}
