package dev.netstock.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final String YES = "{'Fn::Equals': ['a', 'a']}";
    private static final String NO = "{'Fn::Equals': ['a', 'b']}";

    private final TemplateFixture fixture = new TemplateFixture();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    YES                                 | true
                    NO                                  | false
                    {'Fn::Not': [NO]}                   | true
                    {'Fn::And': [YES, YES]}             | true
                    {'Fn::And': [YES, NO]}              | false
                    {'Fn::Or': [NO, YES]}               | true
                    {'Fn::Or': [NO, NO]}                | false
                    {'Fn::And': [YES, {'Fn::Not': [{'Fn::Or': [NO, NO]}]}]} | true
                    """)
    void deploy_whenResourceHasACondition_isProvisionedIfItHolds(String condition, boolean holds) {
        fixture.deploy(template(condition.replace("YES", YES).replace("NO", NO)));

        assertThat(fixture.provisioner().order().contains("Table")).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'Fn::Contains': [['a'], 'a']}                    | The condition function Fn::Contains is not supported
                    {'Fn::And': [{'Fn::Equals': ['a', 'a']}]}         | A list of 2 to 10 conditions is expected
                    {'Fn::Not': 'a'}                                  | A list of 1 to 1 conditions is expected
                    'text'                                            | A condition is expected here
                    {'Condition': 'Wanted'}                           | Conditions.Wanted depends on itself
                    """)
    void deploy_whenAConditionIsInvalid_reportsTheErrorAndItsLocation(
            String condition, String problem) {
        assertThatThrownBy(() -> fixture.deploy(template(condition)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("(Stack: Conditions.Wanted");
    }

    @Test
    void deploy_whenAResourceWithAFalseConditionIsReferenced_isRejected() {
        var template =
                """
                {'Conditions': {'Wanted': %s},
                 'Resources': {
                   'Table': {'Type': 'T', 'Condition': 'Wanted'},
                   'Other': {'Type': 'T', 'Properties': {'Name': {'Ref': 'Table'}}}}}
                """
                        .formatted(NO);

        assertThatThrownBy(() -> fixture.deploy(template))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "A resource whose condition is false is referenced (Stack:"
                                + " Resources.Table)");
    }

    private static String template(String condition) {
        return """
        {'Conditions': {'Wanted': %s},
         'Resources': {'Table': {'Type': 'T', 'Condition': 'Wanted'}}}
        """
                .formatted(condition);
    }
}
