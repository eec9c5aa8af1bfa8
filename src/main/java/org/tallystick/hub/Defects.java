package org.tallystick.hub;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes what was thrown without its message, which may repeat what somebody sent. Stateless; any thread. */
final class Defects {

    private static final int FRAMES = 12;

    private Defects() {}

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        int causes = 0;
        for (Throwable one = thrown; one != null && causes < 3; one = one.getCause(), causes++) {
            text.append(causes == 0 ? "" : " because of ")
                    .append(one.getClass().getName())
                    .append(Arrays.stream(one.getStackTrace())
                            .limit(FRAMES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(" < ", " at ", "")));
        }
        return text.toString();
    }
}
