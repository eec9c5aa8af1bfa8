/**
 * The ground floor: clock, randomness, ids, checks and JSON. Tiny and without a domain, so that everything above may lean
 * on it. Nothing here starts a thread; everything here may be called from any thread unless it says otherwise.
 */
@NullMarked
package org.tallystick.base;

import org.jspecify.annotations.NullMarked;
