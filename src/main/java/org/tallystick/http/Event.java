package org.tallystick.http;

import static org.tallystick.base.Checks.require;

import org.tallystick.base.Json;

/**
 * What one participant is told of something that happened.
 *
 * @param type such as {@code payment.received}
 * @param payload what they may see of it
 */
public record Event(String type, Json.Obj payload) {

    /** Checks the type. */
    public Event {
        require(type.matches("[a-z]+\\.[a-z]+"), "The type of an event is two words");
    }
}
