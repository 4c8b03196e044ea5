//! Where a bug can be put, and what it has to leave whole.

use super::lines::Lines;
use std::{collections::BTreeMap, ops::Range};
use syn::{
    Arm, Block, Expr, ExprBinary, ExprUnary, ImplItemFn, ItemConst, ItemFn, ItemStatic, Signature,
    TraitItemFn, spanned::Spanned as _, visit,
};

/// A place in a text, as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Site {
    /// The begin of a body, behind its brace.
    Body(usize),
    /// An operator between two sides.
    Binary {
        left: Range<usize>,
        operator: Range<usize>,
        right: Range<usize>,
    },
    /// An operator before something.
    Unary {
        whole: Range<usize>,
        operand: Range<usize>,
    },
    /// The condition of an arm.
    Guard(Range<usize>),
    /// An arm without a condition: the end of its pattern.
    Arm(usize),
}

/// The sites of a file, by genre of what can be put there and by where they begin.
#[derive(Debug, Default)]
pub(super) struct Sites(BTreeMap<(&'static str, usize), Site>);

impl Sites {
    /// What stands at a byte, if a bug of that genre can be put there.
    pub(super) fn at(&self, genre: &str, byte: usize) -> Option<&Site> {
        let found = |(key, _): &(&(&str, usize), &Site)| key.0 == genre && key.1 == byte;
        self.0.iter().find(found).map(|(_, site)| site)
    }

    /// All of a text.
    pub(super) fn of(text: &str) -> syn::Result<Self> {
        let mut finder = Finder {
            lines: Lines::of(text),
            text,
            constants: 0,
            sites: Self::default(),
        };
        visit::Visit::visit_file(&mut finder, &syn::parse_file(text)?);
        Ok(finder.sites)
    }
}

struct Finder<'a> {
    lines: Lines<'a>,
    text: &'a str,
    /// How many constants this is within: no switch can be asked there.
    constants: usize,
    sites: Sites,
}

impl Finder<'_> {
    fn range(&self, span: proc_macro2::Span) -> Range<usize> {
        let byte = |at: proc_macro2::LineColumn| self.lines.byte(at.line, at.column);
        byte(span.start()).unwrap_or(0)..byte(span.end()).unwrap_or(0)
    }

    fn add(&mut self, genre: &'static str, at: usize, site: Site) {
        if self.constants == 0 {
            self.sites.0.insert((genre, at), site);
        }
    }

    fn within(&mut self, constant: bool, visit: impl FnOnce(&mut Self)) {
        self.constants += usize::from(constant);
        visit(self);
        self.constants -= usize::from(constant);
    }

    /// The bug is told at the body's first word.
    fn body(&mut self, signature: &Signature, block: &Block, visit: impl FnOnce(&mut Self)) {
        let open = self.range(block.brace_token.span.open()).end;
        let rest = self.text.get(open..).unwrap_or_default();
        let first = open + rest.len() - rest.trim_start().len();
        self.within(signature.constness.is_some(), |finder| {
            let start = block
                .stmts
                .first()
                .map(|first| finder.range(first.span()).start);
            for at in [open, first, start.unwrap_or(first)] {
                finder.add("FnValue", at, Site::Body(open));
            }
            visit(finder);
        });
    }
}

impl<'ast> visit::Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.body(&item.sig, &item.block, |finder| {
            visit::visit_item_fn(finder, item);
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.body(&item.sig, &item.block, |finder| {
            visit::visit_impl_item_fn(finder, item);
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let Some(block) = &item.default {
            self.body(&item.sig, block, |finder| {
                visit::visit_trait_item_fn(finder, item);
            });
        }
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.within(true, |finder| visit::visit_item_const(finder, item));
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.within(true, |finder| visit::visit_item_static(finder, item));
    }

    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        let operator = self.range(binary.op.span());
        // Names that a pattern binds are wanted behind it.
        if !binds(&binary.left) && !binds(&binary.right) {
            let site = Site::Binary {
                left: self.range(binary.left.span()),
                operator: operator.clone(),
                right: self.range(binary.right.span()),
            };
            self.add("BinaryOperator", operator.start, site);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast ExprUnary) {
        let whole = self.range(unary.span());
        let operand = self.range(unary.expr.span());
        self.add("UnaryOperator", whole.start, Site::Unary { whole, operand });
        visit::visit_expr_unary(self, unary);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        let start = self.range(arm.span()).start;
        match &arm.guard {
            Some((_, guard)) if !binds(guard) => {
                let guard = self.range(guard.span());
                self.add("MatchArm", start, Site::Guard(guard.clone()));
                self.add("MatchArmGuard", guard.start, Site::Guard(guard));
            }
            Some(_) => {}
            None => {
                let end = self.range(arm.pat.span()).end;
                self.add("MatchArm", start, Site::Arm(end));
            }
        }
        visit::visit_arm(self, arm);
    }
}

/// Whether a condition binds names by a pattern.
fn binds(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) => binds(&binary.left) || binds(&binary.right),
        _ => false,
    }
}
