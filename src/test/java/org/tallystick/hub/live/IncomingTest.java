package org.tallystick.hub.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.hub.live.Incoming.State;

/** How a message is put together, and what becomes of one that is too long. */
final class IncomingTest {

    private final Incoming incoming = new Incoming(10);

    @Test
    void piecesMakeOneTextAndTheNextBeginsAnew() {
        assertThat(incoming.text("ab", false)).isEqualTo(State.GOES_ON);
        assertThat(incoming.text("", false)).isEqualTo(State.GOES_ON);
        assertThat(incoming.text("cd", true)).isEqualTo(State.WHOLE);
        assertThat(incoming.take()).isEqualTo("abcd");
        assertThat(incoming.text("0123456789", true)).isEqualTo(State.WHOLE);
        assertThat(incoming.take()).isEqualTo("0123456789");
        assertThat(incoming.other(10, true)).isEqualTo(State.WHOLE);
        assertThat(incoming.take()).isEmpty();
    }

    @Test
    void bytesAreCountedAndNotCharacters() {
        for (String ten : new String[] {"zażółć", "€€€.", "🌾🌾.."}) {
            assertThat(ten.getBytes(UTF_8)).as(ten).hasSize(10);
            assertThat(new Incoming(10).text(ten, true)).isEqualTo(State.WHOLE);
            assertThat(new Incoming(9).text(ten, true)).isEqualTo(State.TOO_LONG);
        }
    }

    @Test
    void whatIsTooLongRunsPastToItsEnd() {
        assertThat(incoming.text("0123456789", false)).isEqualTo(State.GOES_ON);
        assertThat(incoming.isTooLong()).isFalse();
        assertThat(incoming.text("x", false)).isEqualTo(State.GOES_ON);
        assertThat(incoming.isTooLong()).isTrue();
        assertThat(incoming.text("x", true)).isEqualTo(State.TOO_LONG);
        assertThat(incoming.take()).as("nothing of it is kept").isEmpty();
    }

    @Test
    void whatIsMuchTooLongRunsPastOnlySoFar() {
        assertThat(incoming.other(10 * Incoming.PATIENCE, false)).isEqualTo(State.GOES_ON);
        assertThat(incoming.other(1, false)).isEqualTo(State.TOO_LONG);
    }
}
