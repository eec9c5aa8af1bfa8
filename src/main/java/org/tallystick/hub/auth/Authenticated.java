package org.tallystick.hub.auth;

import org.tallystick.identity.Pid;

/**
 * Whose access token it is.
 *
 * @param pid the participant
 * @param family all tokens of the same login
 * @param expiresAtMs when the token runs out, by the wall clock
 */
public record Authenticated(Pid pid, String family, long expiresAtMs) {}
