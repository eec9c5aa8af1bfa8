package org.tallystick.node.block;

import static org.tallystick.base.Checks.require;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.Sha256;

/**
 * One part of a transaction: salt and content, and the leaf that stands for both. A part may be sealed in the record, and a
 * sealed part whose owner was erased has only its leaf left.
 */
public final class Part {

    /** Bytes of a salt. */
    public static final int SALT_BYTES = 16;

    /** Bytes of a leaf. */
    public static final int LEAF_BYTES = 32;

    private static final byte[] LEAF_TAG = {0};

    private final PartKind kind;
    private final byte[] leaf;
    private final byte @Nullable [] saltAndContent;
    private final @Nullable Pid sealedFor;
    private final byte @Nullable [] ciphertext;

    private Part(
            PartKind kind,
            byte[] leaf,
            byte @Nullable [] saltAndContent,
            @Nullable Pid sealedFor,
            byte @Nullable [] ciphertext) {
        this.kind = kind;
        this.leaf = leaf;
        this.saltAndContent = saltAndContent;
        this.sealedFor = sealedFor;
        this.ciphertext = ciphertext;
    }

    /** An open part with a fresh salt of 16 bytes. */
    public static Part open(PartKind kind, byte[] salt, byte[] content) {
        return open(kind, join(salt, content));
    }

    static Part open(PartKind kind, byte[] saltAndContent) {
        require(saltAndContent.length > SALT_BYTES, "A part has a salt and a content");
        return new Part(kind, leafOf(saltAndContent), saltAndContent, null, null);
    }

    /**
     * A part that is sealed in the record, for its owner's sake.
     *
     * @throws PersonErased when the owner was erased
     */
    public static Part sealed(PartKind kind, byte[] salt, byte[] content, Pid owner, PersonalSeal seal)
            throws PersonErased {
        byte[] saltAndContent = join(salt, content);
        byte[] leaf = leafOf(saltAndContent);
        return new Part(kind, leaf, saltAndContent, owner, seal.seal(owner, leaf, saltAndContent));
    }

    /**
     * A part of which only the leaf is shown, as in a proof; it cannot be written into a block.
     *
     * @param leaf 32 bytes
     */
    public static Part leafOnly(PartKind kind, byte[] leaf) {
        require(leaf.length == LEAF_BYTES, "A leaf has 32 bytes");
        return new Part(kind, leaf.clone(), null, null, null);
    }

    static Part read(PartKind kind, byte[] leaf, Pid owner, byte[] ciphertext, PersonalSeal seal) throws BlockDamaged {
        Optional<byte[]> opened = seal.open(owner, leaf, ciphertext);
        if (opened.isPresent() && !Arrays.equals(leafOf(opened.get()), leaf)) {
            throw new BlockDamaged("a sealed part does not have its leaf");
        }
        return new Part(kind, leaf, opened.orElse(null), owner, ciphertext);
    }

    private static byte[] join(byte[] salt, byte[] content) {
        require(salt.length == SALT_BYTES, "A salt has 16 bytes");
        byte[] joined = Arrays.copyOf(salt, SALT_BYTES + content.length);
        System.arraycopy(content, 0, joined, SALT_BYTES, content.length);
        return joined;
    }

    private static byte[] leafOf(byte[] saltAndContent) {
        return Sha256.of(LEAF_TAG, saltAndContent);
    }

    /** What kind of part it is. */
    public PartKind kind() {
        return kind;
    }

    /** The leaf, 32 bytes; not to be changed. */
    byte[] leafUncopied() {
        return leaf;
    }

    /** A copy of the leaf, 32 bytes. */
    public byte[] leaf() {
        return leaf.clone();
    }

    /** The salt, or nothing when the part was erased. */
    public Optional<byte[]> salt() {
        return Optional.ofNullable(saltAndContent).map(bytes -> Arrays.copyOf(bytes, SALT_BYTES));
    }

    /** The content, or nothing when the part was erased. */
    public Optional<byte[]> content() {
        return Optional.ofNullable(saltAndContent).map(bytes -> Arrays.copyOfRange(bytes, SALT_BYTES, bytes.length));
    }

    /** Whose text it is, where it is sealed in the record. */
    public Optional<Pid> sealedFor() {
        return Optional.ofNullable(sealedFor);
    }

    /** Whether nothing but the leaf is left, or shown. */
    public boolean erased() {
        return saltAndContent == null;
    }

    byte @Nullable [] saltAndContentUncopied() {
        return saltAndContent;
    }

    byte @Nullable [] ciphertextUncopied() {
        return ciphertext;
    }
}
