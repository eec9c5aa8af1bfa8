package org.tallystick.routing;

import java.util.Arrays;

/**
 * Keeps the words of the slots what amounts, policies and those who take part make of them, and reckons exactly where a word only
 * tells the magnitude. Owned by the graph's thread.
 */
final class ArcWords {

    private final SlotPages pages;
    private final PolicyNumbers policies = new PolicyNumbers();
    private boolean[] inactive = new boolean[16];

    ArcWords(SlotPages pages) {
        this.pages = pages;
    }

    void ensureNodes(int count) {
        if (count > inactive.length) {
            inactive = Arrays.copyOf(inactive, Math.max(count, inactive.length + (inactive.length >> 1)));
        }
    }

    long bytes() {
        return inactive.length;
    }

    boolean isInactive(int node) {
        return inactive[node];
    }

    /** Says whether a node takes part; the words around it are to be refreshed then. */
    void setInactive(int node, boolean isInactive) {
        inactive[node] = isInactive;
    }

    ArcPolicy policy(int slot) {
        return policies.policy(pages.table().policy(slot));
    }

    /** Gives a slot's arc another policy; its word is to be refreshed then. */
    void setPolicy(int slot, ArcPolicy policy) {
        int before = pages.table().policy(slot);
        pages.setPolicy(slot, policies.take(policy));
        policies.release(before);
    }

    /** What a slot's arc bears towards some payee, in minor units, by itself and all policies; 0 where it cannot be used. */
    long bearsMinor(int slot, int payee) {
        SlotPages.Table table = pages.table();
        long amountMinor = table.amountMinor(slot);
        if (amountMinor <= 0) {
            return 0;
        }
        long word = table.word(slot);
        if (ArcWord.isShut(word)) {
            return 0;
        }
        boolean passesAll = !ArcWord.isRuled(word) || ArcWord.neighbour(word) == payee;
        return passesAll ? amountMinor : Math.min(amountMinor, onwardMinor(slot));
    }

    /** Marks a slot's neighbour as hanging below the owner or not. */
    void setDeadEnd(int slot, boolean deadEnd) {
        long word = pages.table().word(slot);
        pages.setWord(slot, deadEnd ? word | ArcWord.DEAD_END : word & ~ArcWord.DEAD_END);
        refresh(slot);
    }

    /** Works everything that was changed about a pair into the words of its two slots. */
    void refresh(int slot) {
        SlotPages.Table table = pages.table();
        int twin = table.twin(slot);
        long word = table.word(slot);
        long twinWord = table.word(twin);
        if (inactive[ArcWord.neighbour(word)] || inactive[ArcWord.neighbour(twinWord)]) {
            pages.setWord(slot, ArcWord.shut(word));
            pages.setWord(twin, ArcWord.shut(twinWord));
        } else {
            boolean ruled = table.policy(slot) != PolicyNumbers.OPEN;
            boolean backRuled = table.policy(twin) != PolicyNumbers.OPEN;
            set(slot, ArcWord.open(word, ruled), twin, ArcWord.open(twinWord, backRuled));
        }
    }

    /** Works the amounts of a pair into its words, of which nothing else was changed: less has to be looked at for it. */
    void refreshAmounts(int slot) {
        SlotPages.Table table = pages.table();
        long word = table.word(slot);
        if (!ArcWord.isShut(word)) {
            int twin = table.twin(slot);
            set(slot, word, twin, table.word(twin));
        }
    }

    private void set(int slot, long word, int twin, long twinWord) {
        SlotPages.Table table = pages.table();
        long outMinor = Math.max(0, table.amountMinor(slot));
        long backMinor = Math.max(0, table.amountMinor(twin));
        long boundMinor = ArcWord.isRuled(word) ? onwardMinor(slot) : Long.MAX_VALUE;
        long backBoundMinor = ArcWord.isRuled(twinWord) ? onwardMinor(twin) : Long.MAX_VALUE;
        int onward = ArcWord.magnitude(Math.min(outMinor, boundMinor));
        int backOnward = ArcWord.magnitude(Math.min(backMinor, backBoundMinor));
        pages.setWord(slot, ArcWord.of(word, onward, backOnward, backMinor > backBoundMinor));
        pages.setWord(twin, ArcWord.of(twinWord, backOnward, onward, outMinor > boundMinor));
    }

    private long onwardMinor(int slot) {
        return policy(slot).onwardMinor();
    }
}
