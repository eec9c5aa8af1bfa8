package org.tallystick.identity;

import org.tallystick.base.Checks;

/**
 * Where below the recovery words a key lies: {@code m/44'/account'/index'}, printed on the backup sheet (design §5). Account
 * 0 is for hubs of ours; each hub of the reference dialect gets an account of its own, so that what is signed there means
 * nothing elsewhere. A changed key is the next index. A value; any thread.
 *
 * @param account which account
 * @param index which key of it
 */
public record KeyPath(int account, int index) {

    /** The first key for hubs of ours: {@code m/44'/0'/0'}. */
    public static final KeyPath FIRST = new KeyPath(0, 0);

    private static final int PURPOSE = 44;

    /** Refuses negative numbers. */
    public KeyPath {
        Checks.require(account >= 0 && index >= 0, "account and index of a key path are not negative");
    }

    /** The path of the key that comes after this one. */
    public KeyPath next() {
        return new KeyPath(account, Math.addExact(index, 1));
    }

    /** The path as it is printed. */
    public String text() {
        return "m/44'/" + account + "'/" + index + "'";
    }

    /**
     * The key pair at this path.
     *
     * @param seed the seed of the recovery words, {@link Mnemonic#seed}
     */
    public KeyPair derive(byte[] seed) {
        return Slip10.derive(seed, PURPOSE, account, index);
    }
}
