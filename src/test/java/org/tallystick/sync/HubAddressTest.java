package org.tallystick.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubAddressTest {

    private static HubAddress of(String text) {
        return HubAddress.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    @Test
    void whatPeopleTypeHasOneForm() {
        assertThat(of(" hub.example ").text()).isEqualTo("https://hub.example");
        assertThat(of("HTTPS://Hub.Example:443/").text()).isEqualTo("https://hub.example");
        assertThat(of("https://hub.example/api/v1/").text()).isEqualTo("https://hub.example");
        assertThat(of("https://hub.example/town/api/v1").text()).isEqualTo("https://hub.example/town");
        assertThat(of("http://127.0.0.1:8080").text()).isEqualTo("http://127.0.0.1:8080");
        assertThat(of("http://[::1]:8080/").text()).isEqualTo("http://[::1]:8080");
        assertThat(of("https://bücher.example").text()).isEqualTo("https://xn--bcher-kva.example");
    }

    @Test
    void withoutASchemeOnlyThisMachineIsAskedInTheOpen() {
        assertThat(of("127.0.0.1:8000").text()).isEqualTo("http://127.0.0.1:8000");
        assertThat(of("LocalHost:8000/api/v1").text()).isEqualTo("http://localhost:8000");
        assertThat(of("[::1]:8000").text()).isEqualTo("http://[::1]:8000");
        assertThat(of("https://127.0.0.1:8443").text()).isEqualTo("https://127.0.0.1:8443");
        assertThat(of("192.168.1.4:8000").text()).isEqualTo("https://192.168.1.4:8000");
        assertThat(of("localhost.example:8000").text()).isEqualTo("https://localhost.example:8000");
    }

    @Test
    void whatIsNoAddressOfAHubIsNothing() {
        assertThat(HubAddress.parse("")).isEmpty();
        assertThat(HubAddress.parse("ftp://hub.example")).isEmpty();
        assertThat(HubAddress.parse("https://somebody@hub.example")).isEmpty();
        assertThat(HubAddress.parse("https://hub.example/?to=elsewhere")).isEmpty();
        assertThat(HubAddress.parse("https://hub.example/#elsewhere")).isEmpty();
        assertThat(HubAddress.parse("https://" + "a".repeat(400))).isEmpty();
        assertThat(HubAddress.parse("two words")).isEmpty();
    }

    @Test
    void onlyThisMachineIsLoopback() {
        assertThat(of("http://localhost:1").isLoopback()).isTrue();
        assertThat(of("http://127.8.9.1").isLoopback()).isTrue();
        assertThat(of("http://[::1]").isLoopback()).isTrue();
        assertThat(of("http://127.0.0.1.example").isLoopback()).isFalse();
        assertThat(of("http://localhost.example").isLoopback()).isFalse();
        assertThat(of("http://192.168.1.4").isLoopback()).isFalse();
    }

    @Test
    void thisMachineHasManyNamesAndOneOfEachPort() {
        assertThat(of("http://localhost:8080").isSamePlace(of("http://127.0.0.1:8080")))
                .isTrue();
        assertThat(of("http://localhost:8080").isSamePlace(of("http://127.0.0.1:8081")))
                .isFalse();
        assertThat(of("http://localhost:8080").isSamePlace(of("https://localhost:8080")))
                .isFalse();
        assertThat(of("https://a.example").isSamePlace(of("https://b.example"))).isFalse();
    }
}
