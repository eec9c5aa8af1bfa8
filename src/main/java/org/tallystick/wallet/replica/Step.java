package org.tallystick.wallet.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;
import org.tallystick.ledger.Operation;
import org.tallystick.node.block.Part;
import org.tallystick.node.block.PartKind;
import org.tallystick.node.block.Proof;

/**
 * A shown step of a transaction with what its text says beyond the operation. A value.
 *
 * @param operation what it does
 * @param decimals how many decimals its amount was written with, -1 where it names none
 * @param equivalent the code that it names, or empty
 */
record Step(Operation operation, int decimals, String equivalent) {

    /** The shown steps of a proof that was checked, in order. */
    static List<Step> of(Proof proof, List<Operation> operations) throws MalformedJson {
        List<Step> steps = new ArrayList<>(operations.size());
        for (Part part : proof.parts()) {
            Optional<byte[]> content = part.content();
            if (part.kind() == PartKind.OPERATION && content.isPresent()) {
                Json.Obj json = Json.readObject(content.get());
                Optional<String> amount = json.optionalText("amount").or(() -> limit(json));
                steps.add(new Step(
                        operations.get(steps.size()),
                        amount.map(Step::decimals).orElse(-1),
                        json.optionalText("equivalent").orElse("")));
            }
        }
        return steps;
    }

    private static Optional<String> limit(Json.Obj json) {
        return json.find("limit").filter(Json.Str.class::isInstance).map(text -> ((Json.Str) text).value());
    }

    private static int decimals(String amount) {
        int point = amount.indexOf('.');
        return point < 0 ? 0 : amount.length() - point - 1;
    }
}
