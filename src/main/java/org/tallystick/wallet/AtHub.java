package org.tallystick.wallet;

import java.util.Optional;

/**
 * The owner at one of their hubs.
 *
 * @param hub which
 * @param wallet what they can do there
 * @param ownHub the node of this program, where that is the hub
 */
public record AtHub(KnownHub hub, Wallet wallet, Optional<OwnHub> ownHub) {}
