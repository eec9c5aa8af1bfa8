/**
 * The format of signed history ({@code src/docs/format.md}): parts, transactions, headers, blocks and proofs as bytes, without
 * any rule of what they mean. Everything is immutable and may be used from any thread; wallets and strangers' checks use
 * the same classes as the node.
 */
@NullMarked
package org.tallystick.node.block;

import org.jspecify.annotations.NullMarked;
