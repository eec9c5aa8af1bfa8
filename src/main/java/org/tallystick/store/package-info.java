/**
 * The SQL projection of the chain (design §4): an H2 file that decides nothing, may be thrown away at any time and is made
 * again from the journal. Rows are written by {@link org.tallystick.store.Projector} in the order of the blocks and read
 * through {@link org.tallystick.store.Store#read}; every row carries a checksum of its own, since one flipped bit in an H2
 * file gave a silently wrong sum in a third of trials.
 *
 * <p>Generic over the blocks: the node hands in blocks, the rooms hand in projections of them.
 *
 * <p>Threads: starts none (H2 has a background writer of its own). The projector runs on a thread that the node makes;
 * reads run on the executor handed in, because an interrupt closes an H2 file under everybody's feet. Threads of that
 * executor and the projector's thread are never interrupted.
 */
@NullMarked
package org.tallystick.store;

import org.jspecify.annotations.NullMarked;
