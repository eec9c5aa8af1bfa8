/**
 * Who is logged in at a hub: challenges, access and refresh tokens, and their families, which are durable in the hub's own journal.
 * Any thread; a login, a refresh and a logout wait for the disk, the check of an access token does not. One follower of the node
 * ends the families of who was banned or has another key.
 */
@NullMarked
package org.tallystick.hub.auth;

import org.jspecify.annotations.NullMarked;
