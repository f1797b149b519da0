#include "syntax/parser_core.h"

namespace coil::internal::syntax
{

using namespace ast;

/// A match statement, or null, with nothing read, when `match` is an ordinary name here.
Statement* Parser::parse_match()
{
    Checkpoint start = mark();
    advance();
    if (!at_expression_start() && !at(TokenKind::Star)) {
        rewind(start);
        return nullptr;
    }
    auto* node = make<Match>(start.token.start);
    node->subject = parse_subject();
    if (diagnosing_ && at(TokenKind::Newline) && is_failure_token())
        raise_at_token("expected ':'");
    expect(TokenKind::Colon);
    if (!accept_layout(TokenKind::Newline)) {
        fail();
        rewind(start);
        return failed_ ? node : nullptr;
    }
    if (!accept_layout(TokenKind::Indent)) {
        if (diagnosing_) {
            raise_at_token("expected an indented block after 'match' statement on line " +
                    std::to_string(source_.line_of(node->start)),
                SyntaxErrorKind::IndentationError);
        }
        fail();
        return node;
    }
    Builder<MatchCase> cases(*this);
    do {
        cases.push(parse_case());
    } while (at_soft_keyword(case_word_));
    if (!accept_layout(TokenKind::Dedent))
        fail();
    node->cases = cases.take();
    return finish(node);
}

Expression* Parser::parse_subject()
{
    uint32_t start = token_.start;
    Expression* subject = parse_star_named_expression();
    if (at(TokenKind::Comma))
        return parse_tuple_rest(subject, start, &Parser::parse_star_named_expression);
    if (subject->kind == NodeKind::Starred)
        fail();
    return subject;
}

MatchCase* Parser::parse_case()
{
    auto* node = make<MatchCase>(token_.start);
    if (!at_soft_keyword(case_word_))
        fail();
    else
        advance();
    node->pattern = parse_case_patterns();
    if (accept(TokenKind::KeywordIf))
        node->guard = parse_named_expression();
    expect_colon();
    node->body = parse_block("'case' statement", node->start);
    return finish(node);
}

/// Whether the current token can start a pattern.
bool Parser::at_pattern_start() const
{
    switch (token_.kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart:
    case TokenKind::Minus:
    case TokenKind::Star:
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
    case TokenKind::KeywordNone:
    case TokenKind::KeywordTrue:
    case TokenKind::KeywordFalse:
        return true;
    default:
        return false;
    }
}

/// A pattern, or several that make a sequence without brackets.
Pattern* Parser::parse_case_patterns()
{
    uint32_t start = token_.start;
    bool is_star = at(TokenKind::Star);
    Pattern* first = parse_maybe_star_pattern();
    if (!at(TokenKind::Comma)) {
        if (is_star)
            fail();
        return first;
    }
    auto* node = make<MatchSequence>(start);
    Builder<Pattern> patterns(*this);
    patterns.push(first);
    while (accept(TokenKind::Comma) && at_pattern_start())
        patterns.push(parse_maybe_star_pattern());
    node->patterns = patterns.take();
    return finish(node);
}

Pattern* Parser::parse_maybe_star_pattern()
{
    uint32_t start = token_.start;
    if (!accept(TokenKind::Star))
        return parse_pattern();
    auto* node = make<MatchStar>(start);
    if (!at_soft_keyword(underscore_word_))
        node->name = token_.symbol;
    expect(TokenKind::Name);
    return finish(node);
}

Pattern* Parser::parse_pattern()
{
    uint32_t start = token_.start;
    Pattern* pattern = parse_or_pattern();
    if (!accept(TokenKind::KeywordAs))
        return pattern;
    if (at_soft_keyword(underscore_word_)) {
        if (diagnosing_)
            raise(token_.start, token_.end, "cannot use '_' as a target");
        fail();
    } else if (diagnosing_) {
        diagnose_name_target(
            [](TokenKind kind) {
                return kind != TokenKind::Dot && kind != TokenKind::LeftParenthesis && kind != TokenKind::LeftBracket;
            },
            false, "cannot use ", " as pattern target");
    }
    auto* node = make<MatchAs>(start);
    node->pattern = pattern;
    node->name = token_.symbol;
    expect(TokenKind::Name);
    if (!at_pattern_end())
        fail();
    return finish(node);
}

bool Parser::at_pattern_end() const
{
    return !at(TokenKind::Dot) && !at(TokenKind::LeftParenthesis) && !at(TokenKind::Equal);
}

Pattern* Parser::parse_or_pattern()
{
    uint32_t start = token_.start;
    Pattern* first = parse_closed_pattern();
    if (!at(TokenKind::VerticalBar))
        return first;
    auto* node = make<MatchOr>(start);
    Builder<Pattern> patterns(*this);
    patterns.push(first);
    while (accept(TokenKind::VerticalBar))
        patterns.push(parse_closed_pattern());
    node->patterns = patterns.take();
    return finish(node);
}

Pattern* Parser::parse_closed_pattern()
{
    check_stack();
    switch (token_.kind) {
    case TokenKind::Name:
        return parse_name_pattern();
    case TokenKind::LeftParenthesis:
        return parse_sequence_pattern(TokenKind::RightParenthesis);
    case TokenKind::LeftBracket:
        return parse_sequence_pattern(TokenKind::RightBracket);
    case TokenKind::LeftBrace:
        return parse_mapping_pattern();
    default:
        return parse_literal_pattern();
    }
}

/// A number with an optional minus.
Expression* Parser::parse_signed_number()
{
    uint32_t start = token_.start;
    bool is_negative = accept(TokenKind::Minus);
    if (!at(TokenKind::Number))
        return fail_expression();
    Expression* number = parse_number();
    if (!is_negative)
        return number;
    auto* node = make<UnaryOp>(start);
    node->op = UnaryOperator::USub;
    node->operand = number;
    adopt(node, number);
    return finish(node);
}

bool Parser::is_imaginary(const Expression* number) const
{
    const auto* constant = try_as<Constant>(number);
    return constant && constant->value.kind == LiteralKind::Imaginary;
}

/// A number such as -1 or 3 - 4j, a string, None, True or False.
Expression* Parser::parse_literal_expression()
{
    uint32_t start = token_.start;
    switch (token_.kind) {
    case TokenKind::Minus:
    case TokenKind::Number:
        break;
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::TStringStart:
        return parse_strings();
    case TokenKind::KeywordNone:
    case TokenKind::KeywordTrue:
    case TokenKind::KeywordFalse:
        return parse_atom();
    default:
        return fail_expression();
    }
    Expression* real = parse_signed_number();
    if (!at(TokenKind::Plus) && !at(TokenKind::Minus))
        return real;
    const auto* negated = try_as<UnaryOp>(real);
    if (is_imaginary(negated ? negated->operand : real))
        raise(negated ? negated->operand : real, "real number required in complex literal");
    auto* node = make<BinOp>(start);
    node->op = at(TokenKind::Plus) ? Operator::Add : Operator::Sub;
    node->op_start = token_.start;
    node->left = real;
    advance();
    if (!at(TokenKind::Number))
        return fail_expression();
    node->right = parse_number();
    if (!is_imaginary(node->right))
        raise(node->right, "imaginary number required in complex literal");
    adopt(node, node->left);
    adopt(node, node->right);
    return finish(node);
}

Pattern* Parser::parse_literal_pattern()
{
    uint32_t start = token_.start;
    Expression* value = parse_literal_expression();
    if (const auto* constant = try_as<Constant>(value)) {
        LiteralKind kind = constant->value.kind;
        if (kind == LiteralKind::None || kind == LiteralKind::True || kind == LiteralKind::False) {
            auto* node = make<MatchSingleton>(start);
            node->value = constant->value;
            return finish(node);
        }
    }
    auto* node = make<MatchValue>(start);
    node->value = value;
    return finish(node);
}

/// Names joined by dots.
Expression* Parser::parse_attribute_name()
{
    uint32_t start = token_.start;
    Expression* value = parse_atom();
    while (at(TokenKind::Dot))
        value = parse_attribute(value, start);
    return value;
}

/// A capture, the wildcard, a dotted value or a class.
Pattern* Parser::parse_name_pattern()
{
    uint32_t start = token_.start;
    Symbol name = token_.symbol;
    Expression* value = parse_attribute_name();
    if (at(TokenKind::LeftParenthesis))
        return parse_class_pattern(value, start);
    if (value->kind == NodeKind::Attribute) {
        auto* node = make<MatchValue>(start);
        node->value = value;
        if (!at_pattern_end())
            fail();
        return finish(node);
    }
    auto* node = make<MatchAs>(start);
    if (name != underscore_word_)
        node->name = name;
    if (!at_pattern_end() && name != underscore_word_)
        fail();
    return finish(node);
}

Pattern* Parser::parse_class_pattern(Expression* cls, uint32_t start)
{
    auto* node = make<MatchClass>(start);
    node->cls = cls;
    advance();
    Builder<Pattern> patterns(*this);
    size_t positional = 0;
    std::vector<Symbol> names;
    do {
        if (at(TokenKind::RightParenthesis))
            break;
        Symbol name = token_.symbol;
        bool is_keyword = at(TokenKind::Name) && peek() == TokenKind::Equal;
        if (is_keyword) {
            advance();
            advance();
            names.push_back(name);
        } else if (!names.empty()) {
            if (diagnosing_)
                diagnose_positional_pattern();
            fail();
        } else {
            positional++;
        }
        patterns.push(parse_pattern());
    } while (accept(TokenKind::Comma));
    std::span<Pattern*> all = patterns.take();
    if (all.size() == positional + names.size()) {
        node->patterns = all.first(positional);
        node->kwd_patterns = all.subspan(positional);
    }
    node->kwd_attrs = arena_.copy(names.data(), names.size());
    expect(TokenKind::RightParenthesis);
    return finish(node);
}

/// A sequence in brackets or parentheses, or a pattern in parentheses, which is that pattern.
Pattern* Parser::parse_sequence_pattern(TokenKind close)
{
    auto* node = make<MatchSequence>(token_.start);
    advance();
    Builder<Pattern> patterns(*this);
    bool has_comma = false;
    bool is_star = false;
    while (!at(close)) {
        is_star = at(TokenKind::Star);
        patterns.push(parse_maybe_star_pattern());
        if (!at(TokenKind::Comma))
            break;
        has_comma = true;
        advance();
    }
    bool is_group = close == TokenKind::RightParenthesis && patterns.size() == 1 && !has_comma;
    if (is_group && is_star)
        fail();
    expect(close);
    node->patterns = patterns.take();
    return is_group ? node->patterns[0] : finish(node);
}

Pattern* Parser::parse_mapping_pattern()
{
    auto* node = make<MatchMapping>(token_.start);
    advance();
    std::vector<Expression*> keys;
    Builder<Pattern> patterns(*this);
    while (!at(TokenKind::RightBrace)) {
        if (accept(TokenKind::DoubleStar)) {
            node->rest = token_.symbol;
            if (at_soft_keyword(underscore_word_))
                fail();
            expect(TokenKind::Name);
            accept(TokenKind::Comma);
            break;
        }
        keys.push_back(at(TokenKind::Name) ? parse_attribute_name() : parse_literal_expression());
        if (keys.back()->kind == NodeKind::Name)
            fail();
        expect(TokenKind::Colon);
        patterns.push(parse_pattern());
        if (!accept(TokenKind::Comma))
            break;
    }
    expect(TokenKind::RightBrace);
    node->patterns = patterns.take();
    node->keys = arena_.copy(keys.data(), keys.size());
    return finish(node);
}

} // namespace coil::internal::syntax
