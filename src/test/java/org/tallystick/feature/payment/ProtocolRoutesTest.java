package org.tallystick.feature.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.base.Json;
import org.tallystick.feature.RouteTester;
import org.tallystick.http.Access;
import org.tallystick.http.Method;
import org.tallystick.node.TestNode;

final class ProtocolRoutesTest {

    @Test
    void theConstantsAreThoseOfTheHubAndForEverybody() throws Exception {
        RouteTester routes = new RouteTester(new ProtocolRoutes(new PaymentLimits(5, 7, 1_000)).all());
        assertThat(routes.route(Method.GET, "/protocol/constants").access()).isEqualTo(Access.PUBLIC);
        Json.Obj constants = routes.get(TestNode.pid("Ann"), "/protocol/constants", Map.of());
        assertThat(constants.object("payments"))
                .isEqualTo(Json.object()
                        .put("max_hops", 5)
                        .put("max_paths", 7)
                        .put("default_timeout_ms", 500)
                        .put("max_timeout_ms", 120_000)
                        .put("max_avoid", 100)
                        .put("max_description_length", 500)
                        .build());
        assertThat(constants.object("amounts").text("max_minor_units")).isEqualTo("1000000000000000");
        assertThat(constants.object("fees").text("payment")).isEqualTo("0");
        assertThat(constants.has("penalties")).isFalse();
    }
}
