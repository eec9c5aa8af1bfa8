package org.tallystick.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.identity.KeyPair;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

final class HubLinkTest {

    private static final Pid HUB =
            KeyPair.fromSeed(Sha256.of("hub".getBytes(UTF_8))).pid();

    @Test
    void whatPeopleTypeIsAnAddress() {
        assertThat(HubLink.parse("  hub.example ")).contains(new HubLink(Optional.of("hub.example"), Optional.empty()));
        assertThat(HubLink.parse("http://10.0.0.7:8080/api/v1"))
                .contains(new HubLink(Optional.of("http://10.0.0.7:8080/api/v1"), Optional.empty()));
    }

    @Test
    void aLinkSaysWhereTheHubIsAndWhoItIs() {
        String link = HubLink.to("https://hub.example/of us", HUB);
        assertThat(link).isEqualTo("tallystick:hub?url=https%3A%2F%2Fhub.example%2Fof+us&pid=" + HUB.text());
        assertThat(HubLink.parse(HubLink.to("https://hub.example", HUB)))
                .contains(new HubLink(Optional.of("https://hub.example"), Optional.of(HUB)));
        assertThat(HubLink.parse("geo://v1/participant?pid=" + HUB.text() + "&hub=" + HUB.text()))
                .contains(new HubLink(Optional.empty(), Optional.of(HUB)));
    }

    @Test
    void whatIsNotExactlyALinkIsNone() {
        for (String text : List.of(
                "",
                "two words",
                "tallystick:",
                "tallystick:hub?",
                "tallystick:hub?url=",
                "tallystick:hub?url=a&url=b",
                "tallystick:hub?url=a&more=b",
                "tallystick:hub?url=%zz",
                "tallystick:hub?url=a%20b",
                "tallystick:hub?pid=nobody",
                "tallystick:pay?to=x",
                "TALLYSTICK:hub?url=a",
                "geo://v1/participant?pid=" + HUB.text(),
                "geo://v1/else?hub=" + HUB.text(),
                "a\u0000b",
                "x".repeat(301),
                "tallystick:hub?url=" + "x".repeat(2_048))) {
            assertThat(HubLink.parse(text)).as(text).isEmpty();
        }
    }
}
