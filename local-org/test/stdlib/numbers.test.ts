import { describe, expect, it } from 'vitest';
import { evaluate, outputs } from './evaluate.ts';

describe('numbers from texts', () => {
    it('given texts, when they are read as numbers, then bad ones are named with their kind', () => {
        const table = {
            "Integer.valueOf('-12')": '-12',
            "Integer.valueOf('x')": '! System.TypeException: Invalid integer: x',
            "Integer.valueOf('2147483648')": '! System.TypeException: Invalid integer: 2147483648',
            "Integer.valueOf('1.0')": '! System.TypeException: Invalid integer: 1.0',
            'Integer.valueOf((String) null)': '! System.NullPointerException: Argument cannot be null.',
            "Long.valueOf('9223372036854775807')": '9223372036854775807',
            "Long.valueOf('9223372036854775808')": '! System.TypeException: Invalid long: 9223372036854775808',
            "Decimal.valueOf('12.340')": '12.340',
            "Decimal.valueOf('1,2')": '! System.TypeException: Invalid decimal: 1,2',
            "Double.valueOf('1e3')": '1000.0',
            "Boolean.valueOf('TRUE')": 'true',
            "Boolean.valueOf('yes')": 'false'
        };
        expect(outputs(table)).toEqual(table);
    });
});

/** Examples of the Apex Reference Guide (Decimal, Math) */
describe('Decimal and Math in Apex', () => {
    it('given decimals, when they are rounded, divided and formatted, then as documented', () => {
        const table = {
            '(4.50).round()': '4',
            '(5.5).round()': '6',
            '(12345.6789).format()': '12,345.679',
            '(1234567).format()': '1,234,567',
            '(1.2345).setScale(2)': '1.23',
            '(2.345).setScale(2, RoundingMode.HALF_UP)': '2.35',
            '(19.0).divide(100, 3)': '0.190',
            '(21.0).divide(-4, 0, RoundingMode.FLOOR)': '-6',
            '(4.12).pow(2)': '16.9744',
            '(123.4500).precision() + (123.4500).scale()': '11',
            '1 / 3.0': '0.3333333333333333333333333333333333',
            '10.00 / 4': '2.50',
            '1.10 + 2.2': '3.30',
            '1.0 / 0': '! System.MathException: Divide by 0',
            'Math.mod(-7, 3)': '-1',
            'Math.mod(1, 0)': '! System.MathException: Divide by 0',
            'Math.round(2.5)': '2',
            'Math.roundToLong(3.5)': '4',
            'Math.ceil(-1.5)': '-1',
            'Math.max(1.5, 2)': '2',
            'Math.sqrt(16.0)': '4.0',
            'Math.abs(-5)': '5'
        };
        expect(outputs(table)).toEqual(table);
    });

    it('given functions that have no value as Decimal, when they are called, then they throw instead of giving NaN', () => {
        expect(
            evaluate(['Math.log(0.0)', 'Math.sqrt(-1.0)']).every((line) => line.startsWith('! System.MathException'))
        ).toBe(true);
    });
});

/** Five characters per suffix letter, bit n for upper case: 001D0 = 8 = I, 00000 = 0 = A, JlfXe = 1 + 8 = J. */
describe('Id', () => {
    it('given ids of 15 and 18 characters, when they are read, then the long form results and bad ones are refused', () => {
        const table = {
            "Id.valueOf('001D000000JlfXe')": '001D000000JlfXeIAJ',
            "Id.valueOf('001D000000JlfXeIAJ').to15()": '001D000000JlfXe',
            "Id.valueOf('001d000000jlfxeIAJ', true)": '001D000000JlfXeIAJ',
            "Id.valueOf('nope')": '! System.StringException: Invalid id: nope'
        };
        expect(outputs(table)).toEqual(table);
    });
});
