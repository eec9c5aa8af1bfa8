package org.tallystick.node;

import org.tallystick.identity.Pid;
import org.tallystick.journal.FolderLock;
import org.tallystick.journal.Journal;
import org.tallystick.store.Projector;
import org.tallystick.store.Store;

/** What a start has put together for a node. */
record NodeParts(
        NodeConfig config,
        Pid hub,
        boolean practice,
        FolderLock lock,
        NodeState state,
        Journal journal,
        Store<CommittedBlock> store,
        Projector<CommittedBlock> projector,
        Thread projectorThread,
        LedgerLoop loop,
        Subscribers subscribers,
        Erasures erasures,
        long snapshotHeight) {}
