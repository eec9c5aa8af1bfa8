package org.tallystick.feature.operator;

import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.identity.MalformedIdentity;
import org.tallystick.identity.Pid;

/**
 * The fact of an act of administration: all that the room and the audit log need of it, so that they do not depend on a statement
 * that may be sealed and erased ({@code src/docs/format.md} §8).
 *
 * @param by who acted; nothing where the hub did alone
 * @param participant whom it concerns, if anybody
 * @param equivalent which unit it concerns, if any
 * @param before how it was, as far as it is another now; empty where there was nothing
 * @param after how it is now
 */
record AdminFact(
        Optional<Pid> by, Optional<Pid> participant, Optional<String> equivalent, Json.Obj before, Json.Obj after) {

    /** The name of the fact. */
    static final String NAME = "admin";

    /** A participant is concerned. */
    static AdminFact of(Pid by, Pid participant, Json.Obj before, Json.Obj after) {
        return new AdminFact(Optional.of(by), Optional.of(participant), Optional.empty(), before, after);
    }

    /** As signed history has it. */
    Json.Obj toJson() {
        Json.ObjBuilder json = Json.object()
                .put("fact", NAME)
                .putIfPresent("by", by.map(Pid::text))
                .putIfPresent("participant", participant.map(Pid::text))
                .putIfPresent("equivalent", equivalent);
        if (!before.fields().isEmpty()) {
            json.put("before", before);
        }
        return json.put("after", after).build();
    }

    /**
     * Reads a fact.
     *
     * @return the fact, or nothing where this is a fact of another name
     * @throws MalformedJson when it is of this name and cannot be read
     */
    static Optional<AdminFact> read(Json.Obj json) throws MalformedJson {
        if (!json.text("fact").equals(NAME)) {
            return Optional.empty();
        }
        return Optional.of(new AdminFact(
                pid(json, "by"),
                pid(json, "participant"),
                json.optionalText("equivalent"),
                json.optionalObject("before").orElse(Json.Obj.EMPTY),
                json.object("after")));
    }

    private static Optional<Pid> pid(Json.Obj json, String name) throws MalformedJson {
        Optional<String> text = json.optionalText(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Pid.parse(text.get()));
        } catch (MalformedIdentity noPid) {
            throw new MalformedJson("a PID is expected", "$." + name);
        }
    }
}
