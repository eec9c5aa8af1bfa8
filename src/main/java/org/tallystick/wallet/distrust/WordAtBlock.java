package org.tallystick.wallet.distrust;

import java.util.Optional;
import java.util.Set;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.Pid;
import org.tallystick.identity.PublicKey;
import org.tallystick.wallet.replica.SealedHeader;

/**
 * A hub's word on an account with the block that it is about. The block says in which epoch it was given: after lost blocks an
 * account may count its transactions once more. A value.
 *
 * @param word on the account
 * @param block that the word names
 */
public record WordAtBlock(AccountWord word, SealedHeader block) {

    private static final Set<String> NAMES = Set.of("word", "block");

    /**
     * Puts both together, if the word is about the block; who signed them is not checked.
     *
     * @return nothing where it is about another block
     */
    public static Optional<WordAtBlock> of(AccountWord word, SealedHeader block) {
        return word.isAbout(block) ? Optional.of(new WordAtBlock(word, block)) : Optional.empty();
    }

    static WordAtBlock fromJson(Json.Obj json) throws MalformedJson {
        json.onlyNames(NAMES);
        return new WordAtBlock(AccountWord.fromJson(json.object("word")), SealedHeader.parse(json.object("block")));
    }

    Json.Obj toJson() {
        return Json.object()
                .put("word", word.toJson())
                .put("block", block.toJson())
                .build();
    }

    /** Whether a hub signed both, and the one is about the other. */
    public boolean isOf(Pid hub, PublicKey hubKey) {
        return word.isOf(hub, hubKey) && block.signedBy(hub, hubKey) && word.isAbout(block);
    }

    boolean isOfEpochOf(WordAtBlock other) {
        return block.header().epoch() == other.block.header().epoch();
    }
}
