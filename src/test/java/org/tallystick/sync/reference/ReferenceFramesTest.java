package org.tallystick.sync.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.sync.LiveDialect.Said;

class ReferenceFramesTest {

    private final ReferenceFrames frames = new ReferenceFrames();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"payment.received\",\"payload\":{}}",
                "{\"type\":\"subscribed\",\"events\":[\"payment.received\"]}"
            })
    void anEventAndASubscriptionAreSomethingToLookAt(String text) {
        assertThat(frames.read(text)).isEqualTo(new Said.Look(OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"hello\",\"pid\":\"x\"}", "{\"type\":\"error\",\"error\":\"invalid_json\"}", "{}"})
    void theRestTellsOfNothing(String text) {
        assertThat(frames.read(text)).isEqualTo(new Said.Nothing());
    }

    @Test
    void whatIsNoJsonIsNonsense() {
        assertThat(frames.read("payment.received")).isEqualTo(new Said.Nonsense());
    }

    @Test
    void onlyWhoSubscribesIsTold() {
        assertThat(frames.opening()).contains("{\"events\":[\"payment.received\"],\"type\":\"subscribe\"}");
    }
}
