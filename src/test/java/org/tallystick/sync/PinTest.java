package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinTest {

    @Test
    void whatIsWrittenDownIsReadAgain() {
        Pin key = new Pin.Key("A".repeat(43) + "=");

        assertThat(Pin.parse(key.text())).contains(key);
        assertThat(Pin.parse(new Pin.Authority().text())).contains(new Pin.Authority());
    }

    @Test
    void whatIsNoPinIsNothing() {
        assertThat(Pin.parse("")).isEmpty();
        assertThat(Pin.parse("sha256/short=")).isEmpty();
        assertThat(Pin.parse("sha1/" + "A".repeat(43) + "=")).isEmpty();
    }
}
