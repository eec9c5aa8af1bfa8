/**
 * Puts a hub together: a node that runs, the rooms' routes, logging in, sockets, and the server that mounts them. Started and stopped
 * by one thread; what it makes has threads of its own.
 */
@NullMarked
package org.tallystick.app.hub;

import org.jspecify.annotations.NullMarked;
