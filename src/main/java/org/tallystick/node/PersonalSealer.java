package org.tallystick.node;

import java.util.List;
import org.tallystick.identity.PersonErased;
import org.tallystick.identity.Pid;
import org.tallystick.identity.SignedStatement;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.PersonalSeal;
import org.tallystick.node.block.PersonalText;
import org.tallystick.node.block.StatementPart;

/** Makes the parts that are sealed in the record. Stateless; any thread. */
final class PersonalSealer {

    private final PersonalSeal seal;

    PersonalSealer(PersonalSeal seal) {
        this.seal = seal;
    }

    Part text(PersonalText text, byte[] salt) throws PersonErased {
        return Part.sealed(PartKind.TEXT, salt, text.content(), text.owner(), seal);
    }

    /** A statement that contains personal texts is sealed: for its signer, or for whom they are about where none is the signer's. */
    Part statement(SignedStatement statement, List<PersonalText> texts, byte[] salt) throws PersonErased {
        byte[] content = StatementPart.content(statement);
        if (texts.isEmpty()) {
            return Part.open(PartKind.STATEMENT, salt, content);
        }
        Pid signer = statement.signer();
        boolean own = texts.stream().anyMatch(text -> text.owner().equals(signer));
        return Part.sealed(
                PartKind.STATEMENT,
                salt,
                content,
                own ? signer : texts.getFirst().owner(),
                seal);
    }
}
