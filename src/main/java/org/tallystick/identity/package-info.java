/**
 * Who somebody is and what they signed: PIDs, Ed25519 keys and signatures, canonical JSON, signed statements, recovery
 * words, the key store and the keys of erasable texts (design §5). Knows nothing of money or ledger.
 *
 * <p>Nothing here starts a thread. Values are immutable and may be shared; {@code KeyStore} and {@code PersonKeys} guard
 * themselves with a lock. File channels are used for the two key files only.
 */
@NullMarked
package org.tallystick.identity;

import org.jspecify.annotations.NullMarked;
