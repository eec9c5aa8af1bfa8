package org.tallystick.node;

import org.tallystick.identity.PersonErased;
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

    /** A statement is sealed for its signer when it contains a personal text. */
    Part statement(SignedStatement statement, boolean personal, byte[] salt) throws PersonErased {
        byte[] content = StatementPart.content(statement);
        return personal
                ? Part.sealed(PartKind.STATEMENT, salt, content, statement.signer(), seal)
                : Part.open(PartKind.STATEMENT, salt, content);
    }
}
