package org.tallystick.wallet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Counts what a wallet does to the world around it, and lets it die before or after the n-th thing. */
final class KillPoints {

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int dieAt;
    private int passed;

    /**
     * Makes the points.
     *
     * @param dieAt which point is the last, from 0; negative for none
     */
    KillPoints(int dieAt) {
        this.dieAt = dieAt;
    }

    int passed() {
        return passed;
    }

    private void pass() {
        if (passed++ == dieAt) {
            throw new Killed();
        }
    }

    /** The same thing with a point before and after each call of some methods. */
    <T> T around(Class<T> type, T real, String... methods) {
        Set<String> counted = Set.of(methods);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    boolean counts = counted.contains(method.getName());
                    try {
                        if (counts) {
                            pass();
                        }
                        Object answer = method.invoke(real, given);
                        if (counts) {
                            pass();
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
