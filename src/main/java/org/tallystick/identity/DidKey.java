package org.tallystick.identity;

import java.util.Arrays;

/**
 * {@code did:key} of an Ed25519 key: {@code z}, base58 of 0xED 0x01 and the 32 bytes. The base64url form of later drafts is
 * not accepted. Any thread.
 */
public final class DidKey {

    private static final String PREFIX = "did:key:";
    private static final int CODE_BYTES = 2;

    private DidKey() {}

    /** The identifier of a key, such as {@code did:key:z6Mk…}. */
    public static String of(PublicKey key) {
        return PREFIX + multibase(key);
    }

    /** The identifier of the one verification method of a key. */
    public static String verificationMethod(PublicKey key) {
        return of(key) + "#" + multibase(key);
    }

    /**
     * The key of an identifier.
     *
     * @param did an identifier without fragment
     * @throws MalformedIdentity when it is no {@code did:key} of an Ed25519 key
     */
    public static PublicKey parse(String did) throws MalformedIdentity {
        if (!did.startsWith(PREFIX + "z")) {
            throw new MalformedIdentity("a did:key in base58 is expected");
        }
        byte[] bytes = Base58.decode(did.substring(PREFIX.length() + 1))
                .filter(b -> b.length == CODE_BYTES + PublicKey.BYTES && (b[0] & 0xFF) == 0xED && b[1] == 1)
                .orElseThrow(() -> new MalformedIdentity("a did:key of an Ed25519 key is expected"));
        return PublicKey.parse(Arrays.copyOfRange(bytes, CODE_BYTES, bytes.length));
    }

    private static String multibase(PublicKey key) {
        byte[] bytes = new byte[CODE_BYTES + PublicKey.BYTES];
        bytes[0] = (byte) 0xED;
        bytes[1] = 1;
        System.arraycopy(key.bytes(), 0, bytes, CODE_BYTES, PublicKey.BYTES);
        return "z" + Base58.encode(bytes);
    }
}
