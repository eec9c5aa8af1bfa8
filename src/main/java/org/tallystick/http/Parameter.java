package org.tallystick.http;

/**
 * A parameter of a route.
 *
 * @param name its name
 * @param place where it stands
 * @param schema what it looks like, read as text
 * @param required whether it has to be there
 */
public record Parameter(String name, Place place, Schema schema, boolean required) {

    /** Where parameters stand. */
    public enum Place {
        /** In the path, in braces. */
        PATH,
        /** Behind the question mark. */
        QUERY
    }
}
