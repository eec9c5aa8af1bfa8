package org.tallystick.http;

/** The methods that routes have. */
public enum Method {
    /** Reads. */
    GET,
    /** Makes something, or does something once. */
    POST,
    /** Puts something in its place as a whole. */
    PUT,
    /** Changes some of it. */
    PATCH,
    /** Takes it away. */
    DELETE;

    /** Whether it may change something. */
    public boolean writes() {
        return this != GET;
    }
}
