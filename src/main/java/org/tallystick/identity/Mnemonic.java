package org.tallystick.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.tallystick.base.Checks;
import org.tallystick.base.InvariantBroken;
import org.tallystick.base.Randomness;

/**
 * Recovery words: BIP-39 with the English list, 12, 15, 18, 21 or 24 words. Whoever has them has the account, so they are
 * shown, checked and stored, and never logged. A value; any thread.
 */
public final class Mnemonic {

    /** What is offered to a new owner. */
    public static final int DEFAULT_WORDS = 12;

    private static final int BITS_A_WORD = 11;
    private static final int ROUNDS = 2048;
    private static final int SEED_BITS = 512;
    private static final int MAX_CHARACTERS = 1_000;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final List<String> LIST = load();

    private final byte[] entropy;
    private final List<String> words;

    private Mnemonic(byte[] entropy) {
        this.entropy = entropy;
        this.words = wordsOf(entropy);
    }

    /** What became of words that somebody typed. */
    public sealed interface Parsed {

        /**
         * They are recovery words.
         *
         * @param mnemonic the words
         */
        record Ok(Mnemonic mnemonic) implements Parsed {}

        /**
         * There are not 12, 15, 18, 21 or 24 words.
         *
         * @param count how many there are
         */
        record WrongCount(int count) implements Parsed {}

        /**
         * A word is not on the list.
         *
         * @param position which, counted from 1
         */
        record UnknownWord(int position) implements Parsed {}

        /** All words are on the list but they do not belong together: one is wrong, or their order. */
        record WrongChecksum() implements Parsed {}
    }

    /**
     * New words.
     *
     * @param randomness where they come from
     * @param count 12, 15, 18, 21 or 24
     */
    public static Mnemonic generate(Randomness randomness, int count) {
        Checks.require(isCount(count), "there are 12, 15, 18, 21 or 24 recovery words");
        return new Mnemonic(randomness.bytes(entropyBytes(count)));
    }

    /**
     * The words that stand for some entropy, as a key store keeps it.
     *
     * @param entropy 16, 20, 24, 28 or 32 bytes; copied
     */
    public static Mnemonic ofEntropy(byte[] entropy) {
        Checks.require(
                entropy.length >= 16 && entropy.length <= 32 && entropy.length % 4 == 0,
                "the entropy of recovery words has 16 to 32 bytes in steps of 4");
        return new Mnemonic(entropy.clone());
    }

    /**
     * Reads words that somebody typed; case and the kind of space do not matter.
     *
     * @param text the words with spaces between
     */
    public static Parsed parse(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.isEmpty() || trimmed.length() > MAX_CHARACTERS) {
            return new Parsed.WrongCount(trimmed.isEmpty() ? 0 : Integer.MAX_VALUE);
        }
        List<String> words = SPACES.splitAsStream(trimmed).toList();
        if (!isCount(words.size())) {
            return new Parsed.WrongCount(words.size());
        }
        byte[] bits = new byte[(words.size() * BITS_A_WORD + 7) / 8];
        for (int i = 0; i < words.size(); i++) {
            int index = Collections.binarySearch(LIST, words.get(i));
            if (index < 0) {
                return new Parsed.UnknownWord(i + 1);
            }
            for (int bit = 0; bit < BITS_A_WORD; bit++) {
                int at = i * BITS_A_WORD + bit;
                bits[at / 8] |= (byte) (((index >> (BITS_A_WORD - 1 - bit)) & 1) << (7 - at % 8));
            }
        }
        byte[] entropy = Arrays.copyOf(bits, entropyBytes(words.size()));
        Mnemonic mnemonic = new Mnemonic(entropy);
        return mnemonic.words.equals(words) ? new Parsed.Ok(mnemonic) : new Parsed.WrongChecksum();
    }

    /** The words in their order. */
    public List<String> words() {
        return words;
    }

    /** What the words stand for; a fresh array that the caller wipes. */
    public byte[] entropy() {
        return entropy.clone();
    }

    /**
     * The seed that keys are derived from: 64 bytes, which the caller wipes. Takes some milliseconds.
     *
     * @param passphrase a further secret, or empty
     */
    public byte[] seed(String passphrase) {
        String salt = "mnemonic" + Normalizer.normalize(passphrase, Normalizer.Form.NFKD);
        char[] password = String.join(" ", words).toCharArray();
        PBEKeySpec spec = new PBEKeySpec(password, salt.getBytes(StandardCharsets.UTF_8), ROUNDS, SEED_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new InvariantBroken("every JDK has PBKDF2 with HMAC-SHA-512", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    /** Never the words. */
    @Override
    public String toString() {
        return "Mnemonic[" + words.size() + " words]";
    }

    private static boolean isCount(int count) {
        return count >= 12 && count <= 24 && count % 3 == 0;
    }

    private static int entropyBytes(int count) {
        return count / 3 * 4;
    }

    private static List<String> wordsOf(byte[] entropy) {
        byte[] checksum = Sha256.of(entropy);
        int count = entropy.length / 4 * 3;
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = 0;
            for (int at = i * BITS_A_WORD; at < (i + 1) * BITS_A_WORD; at++) {
                int from = at / 8;
                int octet = from < entropy.length ? entropy[from] : checksum[from - entropy.length];
                index = (index << 1) | ((octet >> (7 - at % 8)) & 1);
            }
            words.add(LIST.get(index));
        }
        return List.copyOf(words);
    }

    private static List<String> load() {
        try (InputStream in = Mnemonic.class.getResourceAsStream("bip39-english.txt")) {
            Checks.invariant(in != null, "the list of recovery words is missing from the program");
            List<String> list = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            Checks.invariant(list.size() == 1 << BITS_A_WORD, "the list of recovery words has 2,048 words");
            return list;
        } catch (IOException e) {
            throw new InvariantBroken("the list of recovery words cannot be read", e);
        }
    }
}
