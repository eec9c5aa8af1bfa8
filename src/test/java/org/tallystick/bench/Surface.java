package org.tallystick.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.tallystick.routing.ArcPolicy;
import org.tallystick.routing.PaymentGraph;
import org.tallystick.routing.RouteFinder;

/** What of the engine's surface is still to come, with something in its place until then. */
final class Surface {

    private Surface() {}

    /** Arcs scanned since the finder was made; 0 when it does not count. */
    static long scannedArcs(RouteFinder finder) {
        return asked(finder, "scannedArcs");
    }

    /** Bytes of the graph's arrays; 0 when it does not say. */
    static long bytes(PaymentGraph graph) {
        return asked(graph, "bytes") + asked(graph, "arcBytes") + asked(graph, "nodeBytes");
    }

    /** Moves a payment over a line: what goes one way can come back the other. */
    static void move(PaymentGraph graph, int from, int to, long amountMinor) {
        graph.setCapacity(from, to, graph.capacity(from, to) - amountMinor);
        if (graph.hasArc(to, from)) {
            graph.setCapacity(to, from, graph.capacity(to, from) + amountMinor);
        } else {
            graph.setArc(to, from, amountMinor, ArcPolicy.OPEN);
        }
    }

    private static long asked(Object of, String name) {
        try {
            Method method = of.getClass().getMethod(name);
            return ((Number) method.invoke(of)).longValue();
        } catch (NoSuchMethodException e) {
            return 0;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
