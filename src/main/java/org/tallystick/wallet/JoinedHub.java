package org.tallystick.wallet;

import static org.tallystick.base.Checks.require;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;

/**
 * A hub as it stands in the owner's journal. A value.
 *
 * @param pid the hub's
 * @param key the hub's, which its PID names, so that what is kept of it can be checked offline; nothing in the reference dialect
 * @param address where it is: {@code http://} or {@code https://}, 1 to 300 characters, in the one form of {@code sync}
 * @param name what the owner calls it, 1 to 100 characters
 * @param colour which of the colours of hubs, 0 to 7
 * @param dialect what it speaks; an address that once had a hub of ours never gets the reference form
 * @param account which of the owner's accounts is used there: the account of `KeyPath`, 0 for all hubs of ours
 * @param pin what vouches for the certificate: {@code authority}, or {@code sha256/} and the base64 of the SHA-256 of its key as
 *     SubjectPublicKeyInfo; nothing while nothing was seen
 * @param plainAllowed whether the owner said yes to plain {@code http} there
 */
public record JoinedHub(
        Pid pid,
        Optional<PublicKey> key,
        String address,
        String name,
        int colour,
        HubDialect dialect,
        long account,
        Optional<String> pin,
        boolean plainAllowed) {

    private static final long MOST_ACCOUNT = Integer.MAX_VALUE;

    /** Checks the bounds. */
    public JoinedHub {
        require(isAddress(address), "A hub's address begins with http:// or https:// and has at most 300 characters");
        require(
                key.isPresent() ? Pid.of(key.get()).equals(pid) : dialect == HubDialect.REFERENCE,
                "A hub's key is the one that its PID names");
        require(isName(name), "A hub's name has 1 to 100 characters");
        require(colour >= 0 && colour < KnownHub.COLOURS, "A hub has one of eight colours");
        require(account >= 0 && account <= MOST_ACCOUNT, "An account is a step of a path");
        require(pin.isEmpty() || isPin(pin.get()), "A pin is an authority or the hash of a key");
    }

    private static boolean isAddress(String address) {
        return address.length() <= Hubs.MAX_ADDRESS
                && (address.startsWith("https://") || address.startsWith("http://"))
                && address.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** Whether a hub can be called so. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= Hubs.MAX_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isPin(String pin) {
        return pin.equals("authority") || pin.matches("sha256/[A-Za-z0-9+/]{43}=");
    }

    /** The same with another name. */
    public JoinedHub called(String other) {
        return new JoinedHub(pid, key, address, other, colour, dialect, account, pin, plainAllowed);
    }

    /** As the window sees it. */
    public KnownHub known(HubState state, OptionalLong seenAtMs) {
        return new KnownHub(pid, name, address, colour, dialect, false, plainAllowed, state, seenAtMs);
    }
}
