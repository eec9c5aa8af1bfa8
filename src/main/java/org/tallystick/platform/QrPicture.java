package org.tallystick.platform;

import static org.tallystick.base.Checks.require;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;

/** Finds a QR code in a picture. Stateless; any thread but the JavaFX thread, since a large picture takes a second. */
public final class QrPicture {

    /** The most pixels of a picture. */
    public static final int MAX_PIXELS = 16_000_000;

    private static final int OPAQUE = 255;

    private QrPicture() {}

    /**
     * Reads the text of the QR code in a picture.
     *
     * @param argb its pixels row by row, 8 bits each of alpha, red, green and blue; what is transparent lies on white
     * @param width pixels in a row
     * @return nothing where no code is found
     */
    public static Optional<String> read(int[] argb, int width) {
        require(
                width > 0 && argb.length > 0 && argb.length % width == 0 && argb.length <= MAX_PIXELS,
                "A picture has whole rows of pixels, and not too many");
        int[] opaque = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            opaque[i] = onWhite(argb[i]);
        }
        LuminanceSource source = new RGBLuminanceSource(width, argb.length / width, opaque);
        return decode(source).or(() -> decode(source.invert()));
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int red = mixed(argb >> 16 & OPAQUE, alpha);
        int green = mixed(argb >> 8 & OPAQUE, alpha);
        int blue = mixed(argb & OPAQUE, alpha);
        return OPAQUE << 24 | red << 16 | green << 8 | blue;
    }

    private static int mixed(int part, int alpha) {
        return (part * alpha + OPAQUE * (OPAQUE - alpha)) / OPAQUE;
    }

    private static Optional<String> decode(LuminanceSource source) {
        try {
            return Optional.of(new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(source)),
                            Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                    .getText());
        } catch (NotFoundException | ChecksumException | FormatException none) {
            return Optional.empty();
        }
    }
}
