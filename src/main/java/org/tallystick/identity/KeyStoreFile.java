package org.tallystick.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.base.Json;
import org.tallystick.base.JsonLimits;
import org.tallystick.base.MalformedJson;

/**
 * What stands in a key file, before anything of it is opened: the header in the clear, the wrapped data key, the sealed
 * secrets. Never changed; its arrays are not copied, since only {@link KeyStore} sees them.
 */
final class KeyStoreFile {

    static final long VERSION = 1;
    static final int MAX_BYTES = 1 << 20;

    private static final String FORMAT = "tallystick.keystore";
    private static final String CIPHER = "aes-256-gcm";

    private final @Nullable Kdf kdf;
    private final byte[] wrapNonce;
    private final byte[] wrapped;
    private final byte[] dataNonce;
    private final byte[] data;

    /**
     * What is to be written.
     *
     * @param kdf how the password becomes a key, or null for an open file
     * @param wrapNonce the nonce of the wrapped data key; empty for an open file
     * @param wrapped the wrapped data key; the key itself for an open file
     * @param dataNonce the nonce of the secrets
     * @param data the sealed secrets
     */
    KeyStoreFile(@Nullable Kdf kdf, byte[] wrapNonce, byte[] wrapped, byte[] dataNonce, byte[] data) {
        this.kdf = kdf;
        this.wrapNonce = wrapNonce;
        this.wrapped = wrapped;
        this.dataNonce = dataNonce;
        this.data = data;
    }

    /**
     * How a password becomes a key.
     *
     * @param profile what Argon2id costs
     * @param saltText the salt in base64
     */
    record Kdf(KdfProfile profile, String saltText) {

        byte[] salt() {
            return StrictBase64.decode(saltText).orElseThrow();
        }
    }

    /** The file was written by a later version of the program. */
    static final class UnsupportedVersion extends Exception {

        private static final long serialVersionUID = 1L;

        private final long version;

        UnsupportedVersion(long version) {
            super("a key file of version " + version);
            this.version = version;
        }

        long version() {
            return version;
        }
    }

    static KeyStoreFile read(byte[] bytes) throws MalformedJson, UnsupportedVersion {
        Json.Obj file = Json.readObject(bytes, JsonLimits.DEFAULT.withMaxBytes(MAX_BYTES));
        expect(file, "format", FORMAT, "$");
        long version = file.number("v");
        if (version != VERSION) {
            throw new UnsupportedVersion(version);
        }
        file.onlyNames(Set.of("format", "v", "kdf", "wrap", "data"));
        Json.Obj wrap = file.object("wrap");
        Json.Obj data = file.object("data");
        expect(data, "alg", CIPHER, "$.data");
        data.onlyNames(Set.of("alg", "nonce", "ct"));
        Kdf kdf = readKdf(file.object("kdf"));
        byte[] dataNonce = bytes(data, "nonce", Aead.NONCE_BYTES, "$.data");
        byte[] sealed = bytes(data, "ct", -1, "$.data");
        if (kdf == null) {
            expect(wrap, "alg", "none", "$.wrap");
            wrap.onlyNames(Set.of("alg", "key"));
            return new KeyStoreFile(null, new byte[0], bytes(wrap, "key", Aead.KEY_BYTES, "$.wrap"), dataNonce, sealed);
        }
        expect(wrap, "alg", CIPHER, "$.wrap");
        wrap.onlyNames(Set.of("alg", "nonce", "ct"));
        byte[] wrapped = bytes(wrap, "ct", Aead.KEY_BYTES + Aead.TAG_BYTES, "$.wrap");
        return new KeyStoreFile(kdf, bytes(wrap, "nonce", Aead.NONCE_BYTES, "$.wrap"), wrapped, dataNonce, sealed);
    }

    @Nullable
    Kdf kdf() {
        return kdf;
    }

    byte[] wrapNonce() {
        return wrapNonce;
    }

    byte[] wrapped() {
        return wrapped;
    }

    byte[] dataNonce() {
        return dataNonce;
    }

    byte[] data() {
        return data;
    }

    byte[] write() {
        Json.ObjBuilder wrap = Json.object();
        if (kdf == null) {
            wrap.put("alg", "none").put("key", StrictBase64.encode(wrapped));
        } else {
            wrap.put("alg", CIPHER)
                    .put("nonce", StrictBase64.encode(wrapNonce))
                    .put("ct", StrictBase64.encode(wrapped));
        }
        return CanonicalJson.bytes(header(kdf)
                .with("wrap", wrap.build())
                .with(
                        "data",
                        Json.object()
                                .put("alg", CIPHER)
                                .put("nonce", StrictBase64.encode(dataNonce))
                                .put("ct", StrictBase64.encode(data))
                                .build()));
    }

    /** What the wrapping of the data key is bound to: everything in the clear before it. */
    static byte[] wrapHeader(@Nullable Kdf kdf) {
        return CanonicalJson.bytes(header(kdf));
    }

    /** What the secrets are bound to; not the password's part, so that a new password leaves them as they are. */
    static byte[] dataHeader() {
        return CanonicalJson.bytes(Json.object()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("part", "data")
                .build());
    }

    private static Json.Obj header(@Nullable Kdf kdf) {
        Json.ObjBuilder kdfFields = Json.object();
        if (kdf == null) {
            kdfFields.put("alg", "none");
        } else {
            kdfFields
                    .put("alg", "argon2id")
                    .put("m", kdf.profile().memoryKib())
                    .put("t", kdf.profile().iterations())
                    .put("p", kdf.profile().lanes())
                    .put("salt", kdf.saltText());
        }
        return Json.object()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("kdf", kdfFields.build())
                .build();
    }

    private static @Nullable Kdf readKdf(Json.Obj kdf) throws MalformedJson {
        if (kdf.text("alg").equals("none")) {
            kdf.onlyNames(Set.of("alg"));
            return null;
        }
        expect(kdf, "alg", "argon2id", "$.kdf");
        kdf.onlyNames(Set.of("alg", "m", "t", "p", "salt"));
        String salt = StrictBase64.encode(bytes(kdf, "salt", Argon2.SALT_BYTES, "$.kdf"));
        long memoryKib = kdf.number("m");
        long iterations = kdf.number("t");
        long lanes = kdf.number("p");
        if (!KdfProfile.isUsable(memoryKib, iterations, lanes)) {
            throw new MalformedJson("a cost of Argon2id outside its bounds", "$.kdf");
        }
        return new Kdf(new KdfProfile((int) memoryKib, (int) iterations, (int) lanes), salt);
    }

    private static void expect(Json.Obj object, String name, String value, String path) throws MalformedJson {
        if (!object.text(name).equals(value)) {
            throw new MalformedJson("\"" + value + "\" is expected", path + "." + name);
        }
    }

    private static byte[] bytes(Json.Obj object, String name, int length, String path) throws MalformedJson {
        byte[] bytes = StrictBase64.decode(object.text(name))
                .orElseThrow(() -> new MalformedJson("standard base64 with padding is expected", path + "." + name));
        if (length >= 0 && bytes.length != length) {
            throw new MalformedJson(length + " bytes in base64 are expected", path + "." + name);
        }
        return bytes;
    }
}
