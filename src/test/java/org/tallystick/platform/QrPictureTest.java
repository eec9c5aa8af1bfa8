package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import org.junit.jupiter.api.Test;

class QrPictureTest {

    private static final String LINK = "tallystick:hub?url=https%3A%2F%2Fhub.example.org&pid=7Qm4";
    private static final int MODULE = 4;
    private static final int QUIET = 4;
    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;
    private static final int CLEAR = 0;

    private static int width;

    private static int[] picture(int dark, int light) throws Exception {
        ByteMatrix code = Encoder.encode(LINK, ErrorCorrectionLevel.M).getMatrix();
        width = (code.getWidth() + 2 * QUIET) * MODULE;
        int[] argb = new int[width * width];
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                int column = x / MODULE - QUIET;
                int row = y / MODULE - QUIET;
                boolean in = column >= 0 && row >= 0 && column < code.getWidth() && row < code.getHeight();
                argb[y * width + x] = in && code.get(column, row) == 1 ? dark : light;
            }
        }
        return argb;
    }

    @Test
    void aCodeIsReadAlsoWhereItIsTransparentOrWhiteOnBlack() throws Exception {
        assertThat(QrPicture.read(picture(BLACK, WHITE), width)).contains(LINK);
        assertThat(QrPicture.read(picture(BLACK, CLEAR), width)).contains(LINK);
        assertThat(QrPicture.read(picture(WHITE, BLACK), width)).contains(LINK);
    }

    @Test
    void aPictureWithoutACodeHasNone() {
        assertThat(QrPicture.read(new int[90_000], 300)).isEmpty();
        assertThat(QrPicture.read(new int[1], 1)).isEmpty();
    }

    @Test
    void aPictureHasWholeRows() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrPicture.read(new int[7], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> QrPicture.read(new int[0], 0));
    }
}
