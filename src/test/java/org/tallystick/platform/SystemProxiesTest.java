package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

final class SystemProxiesTest {

    private static final String USE = "java.net.useSystemProxies";

    @Test
    void theProxiesOfTheMachineAreUsedUnlessSomebodySaidOtherwise() {
        Properties nothingSaid = new Properties();
        SystemProxies.use(nothingSaid);
        assertThat(nothingSaid.getProperty(USE)).isEqualTo("true");
        Properties said = new Properties();
        said.setProperty(USE, "false");
        SystemProxies.use(said);
        assertThat(said.getProperty(USE)).isEqualTo("false");
    }
}
