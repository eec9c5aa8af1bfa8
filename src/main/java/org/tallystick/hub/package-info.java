/**
 * The server: it mounts the routes that rooms declare, on Javalin and Jetty with a virtual thread for each request, and holds what
 * every call has to pass: host, token, limits, schema. It decides nothing that a room decides. Its threads are made here and in
 * Jetty; handlers run on the thread of their request.
 */
@NullMarked
package org.tallystick.hub;

import org.jspecify.annotations.NullMarked;
