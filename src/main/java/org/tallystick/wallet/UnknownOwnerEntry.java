package org.tallystick.wallet;

/** An entry of a kind or version that this program does not know; a newer one wrote it. */
final class UnknownOwnerEntry extends Exception {

    private static final long serialVersionUID = 1L;

    private final String entry;
    private final long version;

    UnknownOwnerEntry(String entry, long version) {
        super("an entry " + entry + " of version " + version);
        this.entry = entry;
        this.version = version;
    }

    String entry() {
        return entry;
    }

    long version() {
        return version;
    }
}
