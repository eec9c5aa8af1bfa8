package org.tallystick.node.block;

import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.CanonicalJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/**
 * A personal text of a transaction: a name, a note.
 *
 * @param field what it is, such as {@code display_name} or {@code description}
 * @param owner whose it is; their erasure takes it away
 * @param text the text
 */
public record PersonalText(String field, Pid owner, String text) {

    /** The content of its part. */
    public byte[] content() {
        return CanonicalJson.bytes(Json.object()
                .put("field", field)
                .put("owner", owner.text())
                .put("part", "text")
                .put("text", text)
                .build());
    }

    static PersonalText parse(Json.Obj json) throws MalformedJson {
        try {
            return new PersonalText(json.text("field"), Pid.parse(json.text("owner")), json.text("text"));
        } catch (MalformedIdentity noPid) {
            throw new MalformedJson("a PID is expected", "$.owner");
        }
    }

    @Override
    public String toString() {
        return field + " of " + owner.shortText();
    }
}
